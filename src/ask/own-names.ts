// What learners call their own pods, services and images: it says nothing of what they ask.
import { termsOfWord } from "./words.ts";

/** What learners call their own things ("the pod named ruby") says nothing; nor does what looks like such a name ("web-1"), unless it is a word of the library. */
const CALLED =
  /\b((?:an?|the|my|our|this|one|another) (?:[\w-]+ ){0,3}?(?:pod|container|deployment|service|node|namespace|image|network|volume|app|job|file)) (?:named|called) [\w.-]+/gi;
const NUMBERED = /\b[a-z]+(?:-[a-z0-9]+)*-\d+\b/gi;

/** A pod's name with what the API server has put behind it ("web-79496f797c-2dnfk", "calico-node-x7k2p"): letters and digits, but no vowels. */
const GENERATED =
  /\b([a-z][a-z0-9]*(?:-[a-z0-9]+)*?)(?:-(?=[a-z]*\d)[a-z0-9]{8,10})?-(?:[bcdfghjklmnpqrstvwxz2-9]{5}|(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{5})(?![\w-])/g;

/** "frobnicator-svc", "checkout-api": what a thing is called that people made themselves. */
const OF_A_KIND =
  /\b[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(svc|service|pod|deploy|deployment|pvc|api|app|backend|frontend|web|worker|db|prod|staging|dev)(?![\w-])/g;
const SAYS_LITTLE = /^(?:api|app|backend|frontend|web|worker|db|prod|staging|dev)$/;

export function withoutOwnNames(text: string, isKnown: (term: string) => boolean): string {
  const isKnownName = (name: string) => termsOfWord(name).slice(0, 1).every(isKnown);
  return text
    .replace(CALLED, "$1")
    .replace(NUMBERED, (name) => (isKnownName(name) ? name : " "))
    .replace(OF_A_KIND, (name, kind: string) => (isKnownName(name) ? name : SAYS_LITTLE.test(kind) ? " " : kind))
    .replace(GENERATED, (name, owner: string) => [name, owner].find(isKnownName) ?? " ");
}
