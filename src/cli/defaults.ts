// What is used when the command line names nothing.
import { OWN_PIPELINE } from "../run/own-pipeline.ts";

export function defaultPipeline(): string {
  return OWN_PIPELINE;
}
