/** Light or dark: as the system says, until a person says otherwise. */
import { useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";
import { Icon } from "./icon.tsx";

type Theme = "light" | "dark";

const KEY = "harbor.theme";
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

export function applyStoredTheme(): void {
  const stored = storedTheme();
  if (stored !== undefined) document.documentElement.dataset["theme"] = stored;
}

function storedTheme(): Theme | undefined {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : undefined;
  } catch {
    return undefined;
  }
}

function currentTheme(): Theme {
  return storedTheme() ?? (systemIsDark.matches ? "dark" : "light");
}

export function ThemeButton(): JSX.Element {
  const [theme, setTheme] = useState(currentTheme);
  useEffect(() => {
    const follow = (): void => setTheme(currentTheme());
    systemIsDark.addEventListener("change", follow);
    return () => systemIsDark.removeEventListener("change", follow);
  }, []);
  const other: Theme = theme === "dark" ? "light" : "dark";
  const change = (): void => {
    document.documentElement.dataset["theme"] = other;
    try {
      localStorage.setItem(KEY, other);
    } catch {
      // It then lasts as long as this tab.
    }
    setTheme(other);
  };
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={`Switch to ${other} theme`}
      title={`Switch to ${other} theme`}
      onClick={change}
    >
      <Icon name={theme === "dark" ? "sun" : "moon"} />
    </button>
  );
}
