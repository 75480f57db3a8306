/** IPv4 addresses and subnets, as far as the constraint `node.ip` needs them. */

/** The four bytes as one number, or nothing. */
export function parseAddress(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function isSameAddress(a: string, b: string): boolean {
  const address = parseAddress(a);
  return address !== undefined && address === parseAddress(b);
}

/** Whether an address lies in a subnet such as 10.1.0.0/16; nothing when `subnet` is none. */
export function isInSubnet(subnet: string, text: string): boolean | undefined {
  const [base = "", bits = ""] = subnet.split("/");
  const from = parseAddress(base);
  if (from === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  const address = parseAddress(text);
  const size = 2 ** (32 - Number(bits));
  return address !== undefined && Math.floor(address / size) === Math.floor(from / size);
}
