// The call that goes on: frames in, blocks drawn.
export function live(view) {
  const blocks = {};
  const source = new EventSource("/live");
  source.onmessage = (message) => {
    const { whole, blocks: changed } = JSON.parse(message.data);
    if (whole) for (const name of Object.keys(blocks)) delete blocks[name];
    for (const [name, value] of Object.entries(changed)) {
      if (value === null) delete blocks[name];
      else blocks[name] = value;
    }
    view.textContent = blocks.line ? blocks.line.text : "";
  };
}
