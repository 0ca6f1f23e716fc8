import { render } from "preact";
import { expect, it, vi } from "vitest";
import { Choices } from "./view.tsx";

const OPTIONS = [
  ["a", "First"],
  ["b", "Second"],
] as const;

function ask(many: boolean, chosen: ("a" | "b")[]) {
  const root = document.body.appendChild(document.createElement("div"));
  const onChange = vi.fn();
  render(<Choices question="Which?" options={OPTIONS} {...{ many, chosen, onChange }} />, root);
  return { inputs: [...root.querySelectorAll("input")], onChange };
}

it("takes one answer in place of another", () => {
  const { inputs, onChange } = ask(false, ["a"]);
  expect(inputs.map((input) => input.checked)).toEqual([true, false]);
  inputs[1]?.click();
  expect(onChange).toHaveBeenCalledWith(["b"]);
});

it("takes many answers, and takes them back", () => {
  const more = ask(true, ["a"]);
  more.inputs[1]?.click();
  expect(more.onChange).toHaveBeenCalledWith(["a", "b"]);
  const fewer = ask(true, ["a", "b"]);
  fewer.inputs[0]?.click();
  expect(fewer.onChange).toHaveBeenCalledWith(["b"]);
});
