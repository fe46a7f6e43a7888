// Where typing is typing, and no command to the page.

export function isField(target: EventTarget | null): target is HTMLElement {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  );
}

/** Whether what is typed there is text, and not a choice. */
export const isWriting = (field: HTMLElement): boolean =>
  field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== "checkbox");
