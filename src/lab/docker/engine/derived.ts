/** Texts that a real swarm makes by chance or by cryptography, made here from what they belong to: the same each time. */
import { createRandom } from "../../../simulator/kernel/random.ts";

const BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz";
const HEX = BASE_36.slice(0, 16);

function letters(seed: string, length: number, alphabet: string): string {
  const random = createRandom(seed);
  return Array.from({ length }, () => alphabet[random.below(alphabet.length)]).join("");
}

/** As long as an identity of SwarmKit, or as asked. */
export const derivedId = (seed: string, length = 25) => letters(seed, length, BASE_36);

/** 64 hexadecimal digits, as a digest or a container's identity. */
export const derivedHash = (seed: string) => letters(seed, 64, HEX);

/** The digest that the registry of this world gives for an image. */
export const digestOf = (image: string) => `sha256:${derivedHash(`image ${image}`)}`;

export const pinnedImage = (image: string) => (image.includes("@") ? image : `${image}@${digestOf(image)}`);

/** Without the digest, if it is the one that this world's registry gives. */
export function unpinnedImage(image: string): string {
  const [name = image, digest] = image.split("@");
  return digest === digestOf(name) ? name : image;
}
