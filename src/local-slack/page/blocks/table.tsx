/** Tables: the plain one, and the data table with its caption and pages. */
import type { DataTableBlock, TableBlock } from "@slack/types";
import { useState } from "preact/hooks";
import type { JSX } from "preact";
import { Nodes } from "../text/draw.tsx";
import { richTextNodes } from "../text/rich.ts";

type Cell = TableBlock["rows"][number][number];

export function Table({ block }: { block: TableBlock }): JSX.Element {
  const classOf = (column: number, cell: Cell): string =>
    `align-${block.column_settings?.[column]?.align ?? (cell.type === "raw_number" ? "right" : "left")}`;
  const [head = [], ...body] = block.rows;
  return (
    <div class="scroll" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" class={classOf(column, cell)}>
                <CellText cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={classOf(column, cell)}>
                  <CellText cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellText({ cell }: { cell: Cell }): JSX.Element {
  return cell.type === "rich_text" ? <Nodes nodes={richTextNodes(cell)} /> : <>{cell.text}</>;
}

export function DataTable({ block }: { block: DataTableBlock }): JSX.Element {
  const [head = [], ...body] = block.rows;
  const size = block.page_size ?? 5;
  const [page, setPage] = useState(0);
  const last = Math.max(0, Math.ceil(body.length / size) - 1);
  const at = Math.min(page, last);
  const right = (column: number): string =>
    body.every((row) => row[column]?.type === "raw_number") ? "align-right" : "align-left";
  return (
    <div class="data-table">
      <div class="scroll" tabIndex={0}>
        <table>
          <caption>{block.caption}</caption>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th key={column} scope="col" class={right(column)}>
                  <CellText cell={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.slice(at * size, (at + 1) * size).map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) =>
                  column === block.row_header_column_index ? (
                    <th key={column} scope="row" class={right(column)}>
                      <CellText cell={cell} />
                    </th>
                  ) : (
                    <td key={column} class={right(column)}>
                      <CellText cell={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {last > 0 && (
        <p class="pages">
          <button type="button" class="button small" disabled={at === 0} onClick={() => setPage(at - 1)}>
            Previous rows
          </button>
          <span class="quiet">
            {at * size + 1}–{Math.min(body.length, (at + 1) * size)} of {body.length}
          </span>
          <button type="button" class="button small" disabled={at === last} onClick={() => setPage(at + 1)}>
            Next rows
          </button>
        </p>
      )}
    </div>
  );
}
