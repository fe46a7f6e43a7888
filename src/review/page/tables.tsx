// The tables of a form as they are printed, each cell with its state, its doubt and what was decided.
import type { FormBlock, FormRow, FormTable } from "../../model/form.ts";
import type { ReportCell } from "../../model/report.ts";
import type { DocumentAnswer } from "../wire.ts";
import { bareKey, keyOf, type Openness, opennessOf } from "./cells.ts";
import { depthOf, headsOf } from "./heads.ts";

interface Props {
  readonly answer: DocumentAnswer;
  readonly current: string | null;
  readonly failing: ReadonlySet<string>;
  readonly choose: (key: string) => void;
}

export function Tables(props: Props) {
  const { answer } = props;
  return (
    <>
      {answer.report.tables.map(({ table, cells }) => (
        <Table key={table} {...props} form={answer.tables.find(({ key }) => key === table)} cells={cells} />
      ))}
    </>
  );
}

type Cells = ReadonlyMap<string, ReportCell>;

function Table({
  form,
  cells,
  ...props
}: Props & { form: FormTable | undefined; cells: readonly ReportCell[] }) {
  const byKey = new Map(cells.map((cell) => [`${cell.row}\n${cell.column}`, cell]));
  const blocks = [...(form?.blocks ?? []), ...unknownRows(form, cells)];
  return (
    <section>
      <h2>{form?.title.text ?? cells[0]?.table}</h2>
      {blocks.map((block, index) => (
        <Block key={index} {...props} block={block} cells={byKey} />
      ))}
    </section>
  );
}

/** Rows that the document prints and the form lacks. */
function unknownRows(form: FormTable | undefined, cells: readonly ReportCell[]): FormBlock[] {
  const known = new Set(form?.blocks.flatMap(({ rows }) => rows.map(({ key }) => key)));
  const own = cells.filter(({ row }) => !known.has(row));
  if (own.length === 0) return [];
  const item = (key: string) => ({
    key,
    label: { text: bareKey(key), variants: [] },
    path: [],
    unit: null,
  });
  const printed = new Set(own.map(({ column }) => column));
  const ofForm = (form?.blocks ?? []).flatMap(({ columns }) => columns);
  const named = ofForm.filter(
    ({ key }, at) => printed.has(key) && ofForm.findIndex((one) => one.key === key) === at,
  );
  const other = [...printed].filter((key) => !named.some((one) => one.key === key));
  return [
    {
      furniture: [],
      columns: [...named, ...other.map((key) => ({ ...item(key), type: "count" as const }))],
      rows: [...new Set(own.map(({ row }) => row))].map(item),
    },
  ];
}

/** Columns that only this document has stand behind those of the form. */
function columnsOf(block: FormBlock, cells: Cells) {
  const known = new Set(block.columns.map(({ key }) => key));
  const rows = new Set(block.rows.map(({ key }) => key));
  const more = [...cells.values()]
    .filter(({ row, column }) => rows.has(row) && !known.has(column) && column.startsWith("label:"))
    .map(({ column }) => column);
  return [
    ...block.columns,
    ...[...new Set(more)].map((key) => ({
      key,
      label: { text: bareKey(key), variants: [] },
      path: [],
    })),
  ];
}

function Block({ block, cells, ...props }: Props & { block: FormBlock; cells: Cells }) {
  const columns = columnsOf(block, cells);
  const rows = block.rows.filter((row): row is FormRow & { key: string } => row.key !== null);
  if (rows.length === 0 || columns.length === 0) return null;
  const heads = headsOf(columns);
  const labels = headsOf(rows);
  return (
    <table class="form">
      {block.head && <caption>{block.head.text}</caption>}
      <thead>
        {heads.map((level, index) => (
          <tr key={index}>
            {index === 0 && <td colSpan={depthOf(rows)} rowSpan={heads.length} />}
            {[...level].map(([at, { text, span, depth }]) => (
              <th key={at} scope="col" colSpan={span} rowSpan={depth}>
                {text}
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {rows.map((row, r) => (
          <tr key={row.key}>
            {labels.map((level, index) => {
              const head = level.get(r);
              return head ? (
                <th key={index} scope="row" rowSpan={head.span} colSpan={head.depth}>
                  {head.text}
                </th>
              ) : null;
            })}
            {columns.map((column) => (
              <Cell key={column.key} {...props} cell={cells.get(`${row.key}\n${column.key}`)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SIGNS: Readonly<Record<Exclude<Openness, null>, string>> = {
  conflict: "≠",
  stale: "↺",
  doubt: "?",
  decided: "✓",
};
const STATE_SIGNS = { blank: "·", struck: "—", absent: "×", unreadable: "▒" };

function Cell({ answer, current, failing, choose, cell }: Props & { cell: ReportCell | undefined }) {
  if (!cell) return <td class="none" />;
  const key = keyOf(cell);
  const openness = opennessOf(answer, cell);
  const isCurrent = key === current;
  const names = [cell.state, openness ?? "", failing.has(key) ? "failing" : "", isCurrent ? "current" : ""];
  const shown = cell.state === "reported" ? cell.value : STATE_SIGNS[cell.state];
  return (
    <td class={names.join(" ")}>
      <button
        type="button"
        data-cell={key}
        aria-current={isCurrent}
        aria-label={`${cell.row} ${cell.column}: ${shown} ${openness ?? ""}`}
        tabIndex={isCurrent ? 0 : -1}
        onClick={() => choose(key)}
      >
        {shown}
        {openness && <sup>{SIGNS[openness]}</sup>}
      </button>
    </td>
  );
}
