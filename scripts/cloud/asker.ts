import { ManagementError } from '../../contracts/management';
import type { Connection, Parameters } from './connection';
import { rows, numberOr, type Row } from './read-answer';
import { retrying, type RetryPolicy } from './retry';

/** The largest page that the API documents for any list. */
const PAGE = 1000;
/** No account has so much; an answer without end must have one. */
const MOST_PAGES = 500;
const MOST_ROWS = 200_000;

/** The ways in which the port's methods ask: reads are retried and paged, writes are sent once. */
export class Asker {
  constructor(readonly connection: Connection, private readonly retries: RetryPolicy) {}

  read(method: string, parameters: Parameters, object: string): Promise<Row> {
    return retrying(() => this.connection.ask(method, parameters, object), this.retries);
  }

  write(method: string, parameters: Parameters, object: string): Promise<Row> {
    return this.connection.ask(method, parameters, object);
  }

  /** All rows of a list, however short the pages that the cloud is willing to give; without a total, up to an empty page. */
  async list(method: string, parameters: Parameters, object: string): Promise<Row[]> {
    const all: Row[] = [];
    for (let pages = 0; pages < MOST_PAGES && all.length <= MOST_ROWS; pages++) {
      const body = await this.read(method, { count: PAGE, ...parameters, offset: all.length }, object);
      const page = rows(body, 'result');
      for (const row of page) all.push(row);
      if (page.length === 0 || all.length >= numberOr(body, 'total_count', Infinity)) return all;
    }
    throw new ManagementError({ kind: 'shape', code: 0, method, object, msg: `the list did not end after ${all.length} rows` });
  }

  /** As `list`; empty where the application does not exist. */
  async listOf(method: string, application: string, parameters: Parameters = {}): Promise<Row[]> {
    try {
      return await this.list(method, { application_name: application, ...parameters }, `application "${application}"`);
    } catch (error) {
      if (isNoApplication(error)) return [];
      throw error;
    }
  }
}

/** 558 says so; 116 and 107 are the codes of a wrong id and a wrong name. */
export function isNoApplication(error: unknown): boolean {
  return error instanceof ManagementError && error.failure.kind === 'api' && [558, 116, 107].includes(error.failure.code);
}
