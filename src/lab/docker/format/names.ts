/** Names and references as the docker client sorts and shortens them. */

const SHORT_ID = 12;

export const shortId = (id: string) => id.slice(0, SHORT_ID);

/** The first letter in upper case, the rest in lower, as formatter.PrettyPrint writes a state. */
export function capitalised(text: string): string {
  const lower = text.trim().toLowerCase();
  return lower.slice(0, 1).toUpperCase() + lower.slice(1);
}

/** At most `most` characters, the last of them an ellipsis when it is shortened. */
export function ellipsis(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("")}…`;
}

const byText = (a: string, b: string) => Number(a > b) - Number(a < b);

/** web.2 before web.10 (fvbommel/sortorder, NaturalLess): runs of digits by value, everything else by character. */
export function natural(a: string, b: string): number {
  const left = a.match(/\d+|\D/g) ?? [];
  const right = b.match(/\d+|\D/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [one = "", other = ""] = [left[i], right[i]];
    if (one === other) continue;
    if (/\d/.test(one) && /\d/.test(other)) return Number(one) - Number(other) || one.length - other.length;
    return byText(one, other);
  }
  return left.length - right.length;
}

/** Whether a reference's last part names a tag. */
const TAG = /:[\w][\w.-]{0,127}$/;
const DEFAULT_DOMAIN = /^(?:docker\.io|index\.docker\.io)\/(?:library\/(?!.*\/))?/;

/** `nginx:1.27` of `docker.io/library/nginx:1.27@sha256:...` (distribution/reference, FamiliarString); without a tag the text stays as it is. */
export function familiarImage(image: string): string {
  const [name = image] = image.split("@", 1);
  return TAG.test(name) ? name.replace(DEFAULT_DOMAIN, "") : image;
}

const DOMAIN = "docker.io";
const REFERENCE = /^[a-z0-9]+(?:(?:[._-]+|[:/])[a-z0-9]+)*(?::[\w][\w.-]*)?(?:@sha256:[0-9a-f]{64})?$/i;

/** Whether a text can name an image (distribution/reference, ParseNormalizedNamed), and what the client complains when not. */
export function imageError(image: string): string | undefined {
  const [path = ""] = image.split("@", 1);
  const name = path.replace(TAG, "");
  const last = name.slice(name.indexOf("/") + 1);
  const isRemote = /^[^/]*[.:][^/]*\//.test(name) || name.startsWith("localhost/") || name.startsWith(`${DOMAIN}/`);
  const repository = isRemote ? last : name;
  if (repository !== repository.toLowerCase())
    return `invalid reference format: repository name (${isRemote || name.includes("/") ? repository : `library/${repository}`}) must be lowercase`;
  return REFERENCE.test(image) ? undefined : "invalid reference format";
}
