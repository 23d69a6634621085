// A program as the part of an address behind `#`: compressed, in the letters of base64url.
const through = async (bytes, stream) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

export async function toLink(text) {
  const packed = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  const letters = btoa(String.fromCharCode(...packed));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

// Gives null where the address holds no program.
export async function fromLink(hash) {
  const letters = hash.slice(1).replaceAll("-", "+").replaceAll("_", "/");
  if (!letters) return null;
  try {
    const packed = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    return new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw")));
  } catch {
    return null;
  }
}
