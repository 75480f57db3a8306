/** What the retrieval rows compare: each takes the same library in and answers the same questions. */
import type { Passage } from "../../ask/answer.ts";
import { createAsk } from "../../ask/ask.ts";
import { createSearch } from "../../ask/bm25.ts";
import { createReader } from "../../ask/reader.ts";
import { termsOf } from "../../ask/words.ts";
import type { Library } from "../../knowledge/library.ts";

/** How many passages it found for a question. */
export type Search = (question: string) => number;

/** Builds an index from the library, or from its passages alone. */
export type Searcher = { name: string; build(library: Library, passages: Passage[]): Search };

/** Our full-text search, the way from a question to its answer, and MiniSearch with its own settings where it is installed. */
export async function searchers(): Promise<Searcher[]> {
  const MiniSearch = await installedMiniSearch();
  return [bm25, answering, ...(MiniSearch ? [miniSearch(MiniSearch)] : [])];
}

const bm25: Searcher = {
  name: "search",
  build(_, passages) {
    const reader = createReader();
    const { read } = reader;
    const search = createSearch(
      passages.map(({ text, heading }) => [read([text]), read([heading])]),
      reader,
    );
    return (question) => search(new Map(termsOf(question).map((term) => [term, 1]))).count;
  },
};

const answering: Searcher = {
  name: "answer",
  build(library) {
    const ask = createAsk(library);
    return (text) => ask({ text }).retrieved.length;
  },
};

type MiniSearchClass = typeof import("minisearch").default;

function miniSearch(MiniSearch: MiniSearchClass): Searcher {
  return {
    name: "MiniSearch",
    build(_, passages) {
      const index = new MiniSearch<Passage>({ fields: ["text", "heading"] });
      index.addAll(passages);
      return (question) => index.search(question).length;
    },
  };
}

/** A development dependency: those who only run Shipmate have it not. */
async function installedMiniSearch(): Promise<MiniSearchClass | undefined> {
  try {
    return (await import("minisearch")).default;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
