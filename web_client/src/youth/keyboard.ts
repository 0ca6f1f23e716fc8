// Where a soft keyboard covers the page instead of making it smaller (iOS), the foot moves up.

/** Keeps `--below`, the height of what covers the foot of the page, true. */
export function keepFootInSight(): void {
  const seen = window.visualViewport;
  if (!seen) return;
  const measure = () => {
    const zoomed = seen.scale > 1.01;
    const below = zoomed ? 0 : Math.max(0, innerHeight - seen.height - seen.offsetTop);
    document.documentElement.style.setProperty("--below", `${Math.round(below)}px`);
  };
  seen.addEventListener("resize", measure);
  seen.addEventListener("scroll", measure);
  measure();
}
