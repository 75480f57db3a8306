/** Keeps a block that cannot be drawn from taking the page with it. */
import { Component, type ComponentChildren } from "preact";
import { Unknown } from "./unknown.tsx";

type GuardProps = { of: { type?: unknown }; children: ComponentChildren };

export class Guard extends Component<GuardProps, { failed: string }> {
  override state = { failed: "" };

  override componentDidCatch(error: unknown): void {
    this.setState({ failed: error instanceof Error ? error.message : String(error) });
  }

  override componentDidUpdate(before: GuardProps): void {
    // An updated message gets another chance.
    if (before.of !== this.props.of && this.state.failed !== "") this.setState({ failed: "" });
  }

  override render(): ComponentChildren {
    if (this.state.failed === "") return this.props.children;
    return <Unknown block={this.props.of} why={`could not be drawn: ${this.state.failed}`} />;
  }
}
