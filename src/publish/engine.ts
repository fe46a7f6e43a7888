// DuckDB, the engine of a release: joins, sorting and Parquet, out of core. Must not know what is published.

import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

export type SqlValue = string | number | bigint | boolean | null;

const PACKAGE = "@duckdb/node-api";

export class Engine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  #closed = false;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /**
   * @param file database for what does not fit in memory; it is no part of a release
   * @throws telling the command that installs the engine, where it is missing
   */
  static async open(file: string, threads: number, memory: string): Promise<Engine> {
    const { DuckDBInstance } = await load();
    const instance = await DuckDBInstance.create(file, {
      threads: String(threads),
      memory_limit: memory,
      temp_directory: `${file}.tmp`,
      preserve_insertion_order: "true",
    });
    return new Engine(instance, await instance.connect());
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** Every row of a small result. */
  async all(sql: string): Promise<Record<string, SqlValue>[]> {
    const result = await this.#connection.runAndReadAll(sql);
    return result.getRowObjectsJS() as Record<string, SqlValue>[];
  }

  /** Rows of a result of any size, in chunks. */
  async *stream(sql: string): AsyncGenerator<SqlValue[][]> {
    const result = await this.#connection.stream(sql);
    for await (const rows of result.yieldRowsJs()) yield rows as SqlValue[][];
  }

  /** May be asked twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

async function load(): Promise<typeof import("@duckdb/node-api")> {
  try {
    return await import("@duckdb/node-api");
  } catch (error) {
    throw new Error(
      `publish needs ${PACKAGE}: npm install ${PACKAGE}@1.5.6-r.1 (${(error as Error).message})`,
    );
  }
}
