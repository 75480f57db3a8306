/** The channel that a modal was opened in. */

/** All modals that lead to lessons begin their metadata with the channel that they were opened in, "" for App Home. */
export function channelIn(view: { private_metadata?: string } | undefined): string {
  return view?.private_metadata?.split(" ")[0] ?? "";
}
