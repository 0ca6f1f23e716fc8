/** What stands for the name of the service where somebody of our own joins a chat. */
export const OURS = "";
