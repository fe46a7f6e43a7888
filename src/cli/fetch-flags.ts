// What a crawl may be told on the command line, as it was typed.

export interface FetchFlags {
  readonly verify?: boolean;
  readonly repair?: boolean;
  readonly out?: string;
  readonly pipeline?: string;
  readonly contact?: string;
  readonly years?: string;
  readonly delay?: string;
  readonly concurrency: string;
  readonly retries: string;
  readonly depth?: string;
  readonly timeout: string;
  readonly resume?: boolean;
  readonly retry?: boolean;
  /** A dataset that tells which documents are no reports. */
  readonly from?: string;
  readonly since?: string;
  readonly dryRun?: boolean;
  readonly allowHost: string[];
  readonly ignoreRobots?: boolean;
  readonly expect?: string;
  readonly limit?: string;
  readonly proxy?: string;
  readonly insecureHost: string[];
  readonly tlsMin: string[];
  readonly warcSize: string;
  readonly wacz?: string;
  readonly worker?: string;
  readonly workers?: string;
  readonly join?: boolean;
  readonly claimsExpire: string;
  /** True for the browser that is installed. */
  readonly browser?: string | true;
  readonly cdx?: string;
  readonly warcs?: string;
  readonly captured?: string;
}
