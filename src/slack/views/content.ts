/** Draws whatever a delivery says. */
import type { Content } from "../../school/content.ts";
import { answerView } from "./answer.ts";
import type { Drawn } from "./drawn.ts";
import { helpView, noteView, welcomeView } from "./words.ts";

export function contentView(content: Content): Drawn {
  switch (content.kind) {
    case "answer":
      return answerView(content);
    case "welcome":
      return welcomeView();
    case "help":
      return helpView(content.unknown);
    case "note":
      return noteView(content.text);
  }
}
