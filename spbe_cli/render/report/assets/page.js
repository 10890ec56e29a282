// What the page can do beside being read: the what-if, and folds that are open on paper.
(() => {
  const folds = () => document.querySelectorAll("details:not([open])");
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...folds()];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });

  const source = document.getElementById("what-if-data");
  if (!source) return;
  const rule = JSON.parse(source.textContent);
  const box = document.getElementById("what-if");
  const find = (name) => box.querySelector(`[data-show="${name}"]`);
  const present = rule.levels.map((one) => BigInt(one.parts));
  const before = whatIf.index(rule, present);
  const levels = [...present];
  const controls = [];

  function show() {
    const now = whatIf.index(rule, levels);
    const place = whatIf.category(rule, now);
    const moved = whatIf.change(now, before, 4);
    find("index").textContent = whatIf.figure(whatIf.rounded(now, rule.decimals), rule.decimals, rule.point);
    find("category").textContent = rule.names[place];
    find("category").className = `pill hue${rule.hues[place]}`;
    find("exact").textContent = whatIf.exact(now, rule.point);
    find("change").textContent = (moved > 0n ? "+" : "") + whatIf.figure(moved, 4, rule.point);
    box.classList.toggle("changed", levels.some((level, n) => level !== present[n]));
  }

  function set(n, level, control) {
    control.setAttribute("aria-invalid", String(level === null));
    if (level !== null) levels[n] = level;
    control.classList.toggle("changed", levels[n] !== present[n]);
    show();
  }

  function choice(one, n) {
    const control = document.createElement("select");
    const known = rule.options[one.scale];
    const own = known.some(([parts]) => parts === one.parts) ? [] : [[one.parts, one.text]];
    for (const [parts, text] of [...own, ...known]) {
      control.add(new Option(text, parts, parts === one.parts, parts === one.parts));
    }
    control.addEventListener("change", () => set(n, BigInt(control.value), control));
    return control;
  }

  function typed(one, n) {
    const control = document.createElement("input");
    control.inputMode = "decimal";
    control.autocomplete = "off";
    control.value = control.defaultValue = one.text;
    control.addEventListener("input", () => {
      const level = control.value === one.text ? present[n] : whatIf.level(control.value, rule);
      set(n, level, control);
    });
    return control;
  }

  rule.levels.forEach((one, n) => {
    const cell = document.querySelector(`td.try[data-place="${n}"]`);
    const control = one.scale in rule.options ? choice(one, n) : typed(one, n);
    control.setAttribute("aria-label", one.label);
    cell.append(control);
    controls.push(control);
  });
  find("reset").addEventListener("click", () => {
    levels.splice(0, levels.length, ...present);
    controls.forEach((control, n) => {
      control.value = control instanceof HTMLSelectElement ? rule.levels[n].parts : control.defaultValue;
      control.classList.remove("changed");
      control.removeAttribute("aria-invalid");
    });
    show();
  });
  document.getElementById("tree").classList.add("live");
  box.hidden = false;
  show();
})();
