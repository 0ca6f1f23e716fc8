import { useId } from "preact/hooks";
import "./style.css";

interface Props<Value extends string> {
  question: string;
  hint?: string;
  /** The values in order, with what stands beside each. */
  options: readonly (readonly [Value, string])[];
  chosen: readonly Value[];
  many: boolean;
  onChange: (chosen: Value[]) => void;
}

/** A question with a closed list of answers, one or many. */
export function Choices<Value extends string>(props: Props<Value>) {
  const id = useId();
  const { question, hint, options, chosen, many, onChange } = props;
  const change = (value: Value, on: boolean) => {
    if (!many) onChange([value]);
    else onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value));
  };
  return (
    <fieldset class="choices" aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend>{question}</legend>
      {hint && <p id={`${id}-hint`}>{hint}</p>}
      {options.map(([value, label]) => (
        <label key={value}>
          <input
            type={many ? "checkbox" : "radio"}
            name={id}
            checked={chosen.includes(value)}
            onChange={(event) => change(value, event.currentTarget.checked)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
