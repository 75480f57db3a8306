/** The local Slack's page. */
import { render } from "preact";
import { App } from "./view/app.tsx";
import { applyStoredTheme } from "./view/theme.tsx";

applyStoredTheme();

const root = document.getElementById("page");
if (root !== null) {
  root.replaceChildren();
  render(<App />, root);
}
