// Keeps a library that is being loaded from replacing what the language itself brings.
// Must not know which library.

const PROTOTYPES: readonly object[] = [
  Array.prototype,
  Map.prototype,
  Set.prototype,
  Promise.prototype,
  String.prototype,
];

/**
 * Loads a module and puts back every built-in method that it replaced; methods that it added stay.
 * pdfjs brings a slow `push` for engines older than some, and would slow down everything that runs beside it.
 */
export async function keepingNatives<T>(load: () => Promise<T>): Promise<T> {
  const before = PROTOTYPES.map((prototype) => Object.getOwnPropertyDescriptors(prototype));
  const loaded = await load();
  PROTOTYPES.forEach((prototype, index) => {
    for (const [name, descriptor] of Object.entries(before[index] ?? {})) {
      if (Object.getOwnPropertyDescriptor(prototype, name)?.value === descriptor.value) continue;
      Object.defineProperty(prototype, name, descriptor);
    }
  });
  return loaded;
}
