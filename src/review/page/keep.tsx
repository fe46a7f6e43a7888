// Keeps the document in hand as a sample: its name, the people's names to be replaced, and whether all of it was compared.
import { useState } from "preact/hooks";
import type { DocumentAnswer } from "../wire.ts";
import { sendSample } from "./api.ts";
import { type Language, say } from "./words.ts";

interface Props {
  readonly answer: DocumentAnswer;
  readonly language: Language;
}

export function Keep({ answer, language }: Props) {
  const [told, setTold] = useState<{ readonly text: string; readonly failed: boolean } | null>(null);
  const { report } = answer;
  const keep = (form: HTMLFormElement) => {
    const data = new FormData(form);
    const lines = (data.get("names") as string).split("\n").filter((line) => line.includes("="));
    sendSample({
      n: answer.n,
      name: (data.get("name") as string).trim(),
      whole: data.get("whole") === "on",
      replacements: lines.map((line) => {
        const at = line.indexOf("=");
        return { name: line.slice(0, at).trim(), by: line.slice(at + 1).trim() };
      }),
    }).then(
      ({ folder, cells, right, doubted, silent }) => {
        const counts = `${cells} ${say("typed", language)}, ${right} ${say("right", language)}`;
        const others = `${doubted} ${say("doubts", language)}, ${silent} ${say("silent", language)}`;
        setTold({ text: `${folder}: ${counts}, ${others}`, failed: false });
      },
      (error: Error) => setTold({ text: error.message, failed: true }),
    );
  };
  return (
    <details class="keep">
      <summary>{say("keep", language)}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keep(event.currentTarget);
        }}
      >
        <label>
          {say("sampleName", language)}{" "}
          <input
            name="name"
            required
            pattern="[A-Za-z0-9_\-]+"
            defaultValue={`${report.identity.year?.value ?? "report"}-${report.container}-${report.sha256.slice(0, 8)}`}
          />
        </label>
        <label>
          {say("names", language)} <textarea name="names" rows={2} cols={24} />
        </label>
        <label>
          <input type="checkbox" name="whole" /> {say("whole", language)}
        </label>
        <button type="submit">{say("keep", language)}</button>
      </form>
      {told && (
        <p role="status" class={told.failed ? "warning" : "done"}>
          {told.text}
        </p>
      )}
    </details>
  );
}
