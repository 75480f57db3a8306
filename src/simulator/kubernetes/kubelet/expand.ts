/** $(NAME) in commands and arguments. Kubernetes 1.36, third_party/forked/golang/expansion and pkg/kubelet/container/helpers.go. */

/** $$ stands for a dollar; a name that is not known stays as it is written. */
function expand(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (whole, name: string | undefined) =>
    name === undefined ? "$" : (values.get(name) ?? whole),
  );
}

export function expandAll(words: string[], env: { name: string; value?: string }[] = []): string[] {
  const values = new Map(env.map(({ name, value = "" }) => [name, value]));
  return words.map((word) => expand(word, values));
}
