// `gongkai fetch`: addresses of reports, or of pages that list them, into an archive that lasts.
import { Command } from "commander";
import type { FetchFlags } from "../fetch-flags.ts";

const several = (value: string, before: string[]) => [...before, value];

export function command(): Command {
  return new Command("fetch")
    .description("fetch reports and the files they link to into a WARC archive")
    .argument(
      "<what...>",
      "addresses; files of addresses, one a line (# begins a remark); a pipeline.yaml with sources; or, to go on, an archive",
    )
    .option(
      "-o, --out <folder>",
      "the archive: crawl.warc.gz with its manifest.csv, coverage.csv and index.cdxj",
    )
    .option("--resume", "fetch only what is not there; without it, what is there is asked for changes")
    .option("--retry", "fetch only what failed")
    .option("--from <dataset>", "with --retry: also what was to be a report and is none in this dataset")
    .option(
      "--since <date>",
      "reports and files asked for since then are not asked again (2026-01-31, or 30d)",
    )
    .option("--dry-run", "ask and write nothing; name the addresses that would be asked, as far as is known")
    .option("--verify", "only hold the archive's WARC, manifest and index against one another")
    .option("--repair", "only make the archive's manifest and index anew from its WARC")
    .option("--years <from-to>", "leave reports of other years alone, for example 2021-2025")
    .option("--depth <n>", "links to follow from the addresses given (default: 4)")
    .option("--delay <ms>", "between two requests to one host (default: 1000)")
    .option("--concurrency <n>", "requests at a time, all hosts together", "8")
    .option("--retries <n>", "tries after the first one", "3")
    .option("--timeout <seconds>", "most time for one response", "60")
    .option("--contact <text>", "web address or mail told to servers in the user agent")
    .option("--ignore-robots", "fetch although robots.txt forbids it")
    .option(
      "--allow-host <host>",
      "a host or address that is not public and may be fetched all the same",
      several,
      [],
    )
    .option("--expect <file>", "CSV of expected reports: year, and site or issuer, and how many (reports)")
    .option("--limit <n>", "addresses asked for in this run at most; --resume goes on")
    .option(
      "--cdx <address>",
      "fetch captures of a web archive instead: its CDX server, or its index (cluster.idx, .cdxj, .cdx, .gz)",
    )
    .option(
      "--warcs <address>",
      "with --cdx: where the WARC files are that the index names, asked for by range",
    )
    .option(
      "--captured <from-to>",
      "with --cdx: times of capture, for example 2008-2020 or 20150301-20150430",
    )
    .option("--workers <n>", "processes that work on the archive together; their parts are joined at the end")
    .option(
      "--worker <name>",
      "be one of several that work on the archive, here or on other machines; --join ends it",
    )
    .option("--join", "only make one archive of what workers had, with the account of it")
    .option(
      "--claims-expire <seconds>",
      "time without a sign of life after which others take a worker's hosts",
      "120",
    )
    .option("--proxy <address>", "ask through a proxy (default: HTTP_PROXY, HTTPS_PROXY and NO_PROXY)")
    .option("--insecure-host <host>", "a host whose certificate is not checked", several, [])
    .option(
      "--tls-min <host=version>",
      "the oldest TLS that is spoken with a host, for example old.gov.cn=1.0",
      several,
      [],
    )
    .option(
      "--browser [file]",
      "draw pages that give nothing by themselves in a Chromium: the one that is installed, or this one",
    )
    .option("--warc-size <megabytes>", "size at which a new WARC file is begun", "1000")
    .option("--wacz <file>", "only pack the archive into one file that programs of web archives open")
    .option("-p, --pipeline <file>", "pipeline file whose rules find the links")
    .addHelpText(
      "after",
      `
The addresses are kept in the archive with depth, delay, contact and years, so that it can be gone on with by its name alone.
What --allow-host permits is never kept.

Reasons for what is skipped: look-alike, other-year, robots, refused, no-address.
Reasons for what failed: status-…, timeout, dns, tls, reset, truncated (kept as far as it came), parser, network, too-large,
redirects, host-rests, robots-unreachable, nothing-found, no-report, lost; and of pages that came and hold nothing: soft-404, login,
firewall, challenge, unfinished, empty, broken, home-page, no-file; and with --browser: browser-crash, browser-timeout.

coverage.csv tells for each list, and for each site and year, what it says there is, what was found, and why something is missing:
whole (all that is told was had), gap, or unknown (nothing tells the size).

With --json: a line on stdout for each address as it ends, and a last one with \`summary\`.

changes.csv tells what this run found new, changed (in what is to be read), gone, and come back. SIGTERM and SIGINT end a run
with everything written; --resume goes on.

With --cdx, what is given are addresses to look for: host/path, host/path* (all that begin so) or *.host. Captures that may hold a
document are fetched, each of the same bytes once, and kept with the time at which they were made. Failures: index, other-capture,
damaged-record, revisit, other-range.

Exit codes: 0 all well · 1 some addresses failed or were left in this run, or a list has a gap · 2 the run is broken, or nothing at all was fetched

Examples:
  gongkai fetch sites.txt -o archive --contact https://example.org/about-us
  gongkai fetch --resume archive
  gongkai fetch --retry archive
  gongkai fetch my-pipeline.yaml
  gongkai fetch 'www.example.gov.cn/xxgk/*' --cdx https://archive.example.org/cdx/search/cdx --captured 2008-2020 -o archive
  gongkai fetch '*.example.gov.cn' --cdx https://data.example.org/indexes/cluster.idx --warcs https://data.example.org/ -o archive`,
    )
    .action(async (what: string[], flags: FetchFlags) => {
      if (flags.verify || flags.repair) {
        const { repairAndTell, verifyAndTell } = await import("../fetch-verify.ts");
        for (const folder of what) await (flags.repair ? repairAndTell(folder) : verifyAndTell(folder));
        return;
      }
      if (flags.wacz !== undefined) {
        const { packAndTell } = await import("../fetch-verify.ts");
        await packAndTell(what, flags.wacz);
        return;
      }
      if (flags.workers !== undefined) {
        const { fetchTogether } = await import("../fetch-together.ts");
        await fetchTogether(what, flags);
        return;
      }
      const { fetchAndTell } = await import("../fetch-and-tell.ts");
      await fetchAndTell(what, flags);
    });
}
