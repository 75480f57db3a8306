// Server-sent events: what pages and the bot follow.
const BEAT_MS = 15_000;

/** An endless answer. `start` gets a way to send, and returns what to do when the reader has gone. */
export function eventStream(
  start: (send: (data: unknown, event?: string, id?: number) => void) => () => void,
): Response {
  let stop: (() => void) | undefined;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const beat = setInterval(() => write(": still here\n\n"), BEAT_MS).unref();
      const unwatch = start((data, event, id) => {
        write(
          `${id === undefined ? "" : `id: ${id}\n`}${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`,
        );
      });
      stop = () => {
        clearInterval(beat);
        unwatch();
      };
    },
    cancel: () => stop?.(),
  });
  return new Response(body, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } });
}
