"use strict";
// The arithmetic of the what-if: whole numbers only, as the engine computes. No page, no words.
const whatIf = (() => {
  const floor = (a, b) => (a % b !== 0n && (a < 0n) !== (b < 0n) ? a / b - 1n : a / b);
  const gcd = (a, b) => (b === 0n ? a : gcd(b, a % b));
  const scale = (decimals) => 10n ** BigInt(decimals);

  /** Sum shares x levels, both in the instrument's order; the index is `total / whole`. */
  function index(rule, levels) {
    const total = rule.shares.reduce((sum, share, n) => sum + BigInt(share) * levels[n], 0n);
    return { total, whole: BigInt(rule.whole) };
  }

  /** Round half up; gives the index as a number of its last decimals. */
  function rounded({ total, whole }, decimals) {
    return floor(2n * total * scale(decimals) + whole, 2n * whole);
  }

  /** Round a change: the same up as down, a tie away from zero. */
  function change(after, before, decimals) {
    const total = after.total - before.total;
    const size = rounded({ total: total < 0n ? -total : total, whole: after.whole }, decimals);
    return total < 0n ? -size : size;
  }

  /** Give the place of the category, 0 for the best, by the rule of the year. */
  function category(rule, found) {
    const units = rounded(found, rule.decimals);
    const [value, whole] = rule.exact ? [found.total, found.whole] : [units, scale(rule.decimals)];
    const place = rule.bounds.findIndex(([p, q]) => value * BigInt(q) >= BigInt(p) * whole);
    return place < 0 ? rule.bounds.length - 1 : place;
  }

  /** Write a number of last decimals as a figure. */
  function figure(units, decimals, point) {
    const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, "0");
    const cut = digits.length - decimals;
    const text = decimals ? digits.slice(0, cut) + point + digits.slice(cut) : digits;
    return units < 0n ? `-${text}` : text;
  }

  /** Write an index in full, or as `p/q` where its decimals never end. */
  function exact({ total, whole }, point) {
    const divisor = gcd(total < 0n ? -total : total, whole) || 1n;
    const [p, q] = [total / divisor, whole / divisor];
    const count = (prime) => {
      let [rest, found] = [q, 0];
      while (rest % prime === 0n) [rest, found] = [rest / prime, found + 1];
      return found;
    };
    const [twos, fives] = [count(2n), count(5n)];
    if (2n ** BigInt(twos) * 5n ** BigInt(fives) !== q) return `${p}/${q}`;
    const places = Math.max(twos, fives);
    return figure((p * scale(places)) / q, places, point);
  }

  /** Read a level as the number of its parts; null where it is none of the instrument. */
  function level(text, rule) {
    const found = /^(\d+)(?:[.,](\d+))?$/.exec(text.trim());
    if (!found) return null;
    const decimals = found[2] || "";
    const parts = BigInt(found[1] + decimals) * BigInt(rule.unit);
    const whole = scale(decimals.length);
    const [lowest, highest, step] = rule.range.map((one) => BigInt(one));
    const value = parts / whole;
    const isLevel = parts % whole === 0n && (value - lowest) % step === 0n;
    return isLevel && value >= lowest && value <= highest ? value : null;
  }

  return { index, rounded, change, category, figure, exact, level };
})();
