// The small objects that Block Kit is made of: texts, options, confirmations. Limits are Slack's documented ones.
import { z } from "zod";

/** Plain text of at least one and at most `max` characters. */
export const plain = (max: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: z.string().min(1).max(max), emoji: z.boolean().optional() });

const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal("mrkdwn"), text: z.string().min(1).max(max), verbatim: z.boolean().optional() });

/** Plain or mrkdwn text. */
export const anyText = (max: number) => z.discriminatedUnion("type", [plain(max), mrkdwn(max)]);

/** Only mrkdwn, as cards want it. */
export const onlyMrkdwn = mrkdwn;

export const blockId = z.string().max(255).optional();
export const actionId = z.string().max(255).optional();
export const webAddress = z
  .string()
  .max(3000)
  .regex(/^(https?:|data:image\/|mailto:|tel:|slack:)/, "invalid url");

export const confirm = z.strictObject({
  title: plain(100).optional(),
  text: anyText(300),
  confirm: plain(30).optional(),
  deny: plain(30).optional(),
  style: z.enum(["primary", "danger"]).optional(),
});

const option = (text: z.ZodType) =>
  z.strictObject({
    text,
    value: z.string().max(150),
    description: anyText(75).optional(),
    url: webAddress.optional(),
  });

/** An option of a select: plain text only. */
export const plainOption = option(plain(75));
/** An option of radio buttons or checkboxes: mrkdwn too. */
export const markedOption = option(anyText(75));

export const optionGroups = z
  .array(z.strictObject({ label: plain(75), options: z.array(plainOption).min(1).max(100) }))
  .min(1)
  .max(100);

/** An image by address or by an uploaded file's id. */
export const imageFields = {
  alt_text: z.string().max(2000),
  image_url: webAddress.optional(),
  slack_file: z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: z.string() })]).optional(),
};

export const imageElement = z.strictObject({ type: z.literal("image"), ...imageFields });
