// Which addresses may be fetched: http and https to public hosts, and to others only when named by the user.
// Must not know what is fetched.
import { lookup as resolveHost } from "node:dns";
import { BlockList, isIP } from "node:net";

/** Why an address is refused, for people. */
export class RefusedAddress extends Error {
  override readonly name = "RefusedAddress";
}

// Two lists: one for both would find every IPv4 address in the block of mapped ones.
const PRIVATE_4 = new BlockList();
const PRIVATE_6 = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  PRIVATE_4.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["::", 96],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["100::", 64],
  ["2001::", 23],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  PRIVATE_6.addSubnet(net, bits, "ipv6");
}

export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !PRIVATE_4.check(address, "ipv4");
  return family === 6 && !PRIVATE_6.check(address, "ipv6");
}

/** @throws RefusedAddress for other schemes, for names with a password, and for addresses that are not public. */
export function checkUrl(url: URL, allowed: ReadonlySet<string>): void {
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new RefusedAddress(`${url.protocol} is not fetched`);
  if (url.username !== "" || url.password !== "")
    throw new RefusedAddress("an address with a password is not fetched");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // Names are checked when they are resolved, so that the socket goes to the address that was checked.
  if (isIP(host) !== 0 && !allowed.has(host) && !isPublic(host))
    throw new RefusedAddress(`${host} is not a public address`);
}

type Answer = (error: Error | null, address?: unknown, family?: number) => void;

/** A resolver for sockets that gives only addresses that may be connected to. */
export function checkedLookup(allowed: ReadonlySet<string>) {
  return (host: string, options: { readonly all?: boolean }, answer: Answer): void => {
    resolveHost(host, { all: true }, (error, addresses) => {
      if (error) return answer(error);
      const fit = allowed.has(host) ? addresses : addresses.filter(({ address }) => isPublic(address));
      const [first] = fit;
      if (!first) return answer(new RefusedAddress(`${host} leads to an address that is not public`));
      return options.all ? answer(null, fit) : answer(null, first.address, first.family);
    });
  };
}
