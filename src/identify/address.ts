/** Pages whose path is the id of a model. */
const PAGES =
  /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co|modelscope\.cn\/models|openrouter\.ai|ollama\.com\/library|replicate\.com)\/(?=[^/])/i;
/** What stands behind the id in the address of a page. */
const BEHIND = /(?:\/(?:tree|blob|resolve)\/.*|\/(?:summary)?|[?#].*)$/i;
/** Ollama pulls repositories by this prefix. */
const PULLED = /^(?:hf\.co|huggingface\.co)\//i;
/** `arn:aws:bedrock:<region>:<account>:<kind>/<id>`; a provisioned or trained model has an id of the customer's. */
const ARN =
  /^arn:aws(?:-[a-z-]+)?:bedrock:([a-z\d-]*):\d*:(?:foundation-model|inference-profile|system-inference-profile)\//i;

/** The id of a model that an address or an ARN of Bedrock leads to; other text as it is. */
export function withoutAddress(folded: string): string {
  if (PAGES.test(folded)) return folded.replace(PAGES, '').replace(BEHIND, '');
  return folded.replace(PULLED, '').replace(ARN, '');
}
