import { useId } from "preact/hooks";

type Option = { value: string; title: string };

type Props = {
  label: string;
  options: readonly Option[];
  chosen: string;
  choose: (value: string) => void;
};

/** One of a list, as a browser's own control. */
export function Picker({ label, options, chosen, choose }: Props) {
  const id = useId();
  return (
    <p class="beside-picker">
      <label for={id}>{label}</label>{" "}
      <select id={id} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map(({ value, title }) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </p>
  );
}
