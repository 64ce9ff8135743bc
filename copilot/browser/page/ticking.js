// The time of a stored call while it is played: that of its sound where there is some, and else
// that of the clock on the wall. What a browser cannot play, it plays in silence.

export function ticking(seconds, sound) {
  const audio = sound ? new Audio() : null;
  let at = 0;
  let rate = 1;
  let playing = false;
  let last = 0;
  let mute = !audio;
  if (audio) {
    audio.preload = "auto";
    audio.src = sound;
    audio.addEventListener("error", () => (mute = true));
  }

  const heard = () => audio && !mute && !audio.ended && !(at >= audio.duration);

  function now() {
    if (!playing) return at;
    const real = performance.now();
    if (!heard()) at += ((real - last) / 1000) * rate;
    else if (!audio.seeking && audio.readyState > 2) at = audio.currentTime;
    last = real;
    at = Math.min(at, seconds);
    return at;
  }

  function play() {
    playing = true;
    last = performance.now();
    if (!heard()) return;
    audio.currentTime = at;
    audio.playbackRate = rate;
    audio.play().catch((failed) => failed.name === "AbortError" || (mute = true));
  }

  function pause() {
    now();
    playing = false;
    audio?.pause();
  }

  function seek(to) {
    at = Math.min(Math.max(to, 0), seconds);
    last = performance.now();
    if (!audio || mute) return;
    if (at >= audio.duration) audio.pause();
    else if (playing && audio.paused) play();
    else audio.currentTime = at;
  }

  function speed(to) {
    now();
    rate = to;
    if (audio) audio.playbackRate = to;
  }

  function stop() {
    playing = false;
    audio?.pause();
    audio?.removeAttribute("src");
    audio?.load();
  }

  return { now, play, pause, seek, speed, stop, mute: () => Boolean(audio) && mute };
}
