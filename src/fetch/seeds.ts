// The order in which given addresses are taken up: one of each host in turn, so that no host waits for all of another's.
// Must not know what is done with them.
import { hostOf } from "./canonical.ts";

/** Addresses by their hosts, in the order in which they were given. */
export function byHost(addresses: readonly string[]): Map<string, string[]> {
  const hosts = new Map<string, string[]>();
  for (const address of addresses) {
    const host = hostOf(address) ?? "";
    const group = hosts.get(host);
    if (group) group.push(address);
    else hosts.set(host, [address]);
  }
  return hosts;
}

/** Every address, by hosts in turn; those of one host keep their order. */
export function* interleaved(addresses: readonly string[]): Generator<string> {
  let open = [...byHost(addresses).values()];
  for (let round = 0; open.length > 0; round += 1) {
    open = open.filter((group) => group.length > round);
    for (const group of open) yield group[round] as string;
  }
}
