// The page itself scrolls, so that it works at any zoom and with any keyboard.
const NEAR_PX = 80;

export function atEnd(): boolean {
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
  return scrollHeight - clientHeight - scrollTop < NEAR_PX;
}

export function toEnd(): void {
  document.documentElement.scrollTop = document.documentElement.scrollHeight;
}
