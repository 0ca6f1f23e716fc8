// States and territories by their postal codes; names are the same in every language we have.
import states from "../text/states.json";

export const STATES: readonly (readonly [code: string, name: string])[] = Object.entries(states);
