using System.Text.Json;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Keyboard;

/// <summary>
/// Goes through a page with Tab, like a person without a mouse, and records problems: a stop without a visible ring, one that is covered,
/// one out of the reading order, a trap, and controls that Tab never reaches.
/// </summary>
internal sealed class KeyboardWalk(IPage page)
{
    private const int MostStops = 500;
    private const int MostPressesInAField = 8;

    /// <summary>Walks the open page and returns its problems, each once.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        await page.WaitForFunctionAsync(
            "() => !document.querySelector('main[data-interactive=false], main [inert], html:not([data-passkeys]) [data-passkey-sign-in]')"
        );
        await page.EvaluateAsync(Install);
        var stops = new List<Stop>();
        var pressesHere = 0;
        while (stops.Count < MostStops)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = JsonSerializer.Deserialize<Stop?>(
                await page.EvaluateAsync<string>("async () => JSON.stringify(await window.keyboardWalk.settled())"),
                JsonSerializerOptions.Web
            );
            // After the last stop the browser leaves the page or starts again.
            if (stop is null || (stop.Id == 0 && stops.Count > 1))
            {
                break;
            }

            // A date field has several stops.
            pressesHere = stops.Count > 0 && stops[^1].Id == stop.Id ? pressesHere + 1 : 0;
            if (pressesHere > MostPressesInAField)
            {
                return [.. Faults(stops), $"{stop.Name}: Tab does not leave it"];
            }

            if (pressesHere == 0)
            {
                stops.Add(stop);
            }
        }

        Assert.True(stops.Count > 0, $"Tab reached nothing on {page.Url}.");
        // A page for printing has thousands of stops: the first ones are enough.
        return stops.Count == MostStops
            ? [.. Faults(stops)]
            : [.. Faults(stops), .. await page.EvaluateAsync<string[]>("() => window.keyboardWalk.missed()")];
    }

    private static IEnumerable<string> Faults(List<Stop> stops)
    {
        foreach (var (place, stop) in stops.Index())
        {
            foreach (var fault in stop.Faults)
            {
                yield return $"{stop.Name}: {fault}";
            }

            // Within one part of the page a stop is below or to the right of the previous one; parts may be in columns.
            if (place > 0 && stops[place - 1] is var before && before.Region == stop.Region)
            {
                var isAbove = stop.Bottom <= before.Top + 1 && stop.Left < before.Right;
                var isLeft = stop.Right <= before.Left + 1 && stop.Top < before.Bottom && stop.Bottom > before.Top;
                if (isAbove || isLeft)
                {
                    yield return $"{stop.Name}: comes after {before.Name}, which stands {(isAbove ? "below" : "right of")} it";
                }
            }
        }
    }

    /// <summary>The focused element, with its position in its part of the page.</summary>
    /// <param name="Id">Its number in the order of the first visits; 0 is the first stop of all.</param>
    /// <param name="Name">Its name for a person.</param>
    /// <param name="Region">The number of the part of the page that it belongs to.</param>
    /// <param name="Left">In CSS pixels from the part's edge, like the other three.</param>
    /// <param name="Top">Its upper edge.</param>
    /// <param name="Right">Its right edge.</param>
    /// <param name="Bottom">Its lower edge.</param>
    /// <param name="Faults">Its own problems.</param>
    private sealed record Stop(
        int Id,
        string Name,
        int Region,
        double Left,
        double Top,
        double Right,
        double Bottom,
        IReadOnlyList<string> Faults
    );

    private const string Install = """
        () => {
          const visited = [];
          const regions = [];
          const number = (list, element) => list.includes(element) ? list.indexOf(element) : list.push(element) - 1;
          const nameOf = element => `<${element.localName}> “${(element.getAttribute('aria-label') ?? element.dataset.testid ?? (element.innerText || element.name || '')).trim().replace(/\s+/g, ' ').slice(0, 50)}”`;
          const pixels = text => parseFloat(text) || 0;

          const channels = colour => (colour.match(/[\d.]+/g) ?? []).map(Number);
          const isClear = colour => colour === 'transparent' || channels(colour)[3] === 0;
          const light = ([red, green, blue]) => [red, green, blue]
            .map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
            .reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place], 0);
          const contrast = (one, other) => {
            const [a, b] = [light(channels(one)), light(channels(other))].sort((x, y) => y - x);
            return (a + 0.05) / (b + 0.05);
          };
          const behind = element => {
            for (let at = element; at; at = at.parentElement) {
              if (!isClear(getComputedStyle(at).backgroundColor)) return getComputedStyle(at).backgroundColor;
            }
            return 'rgb(255, 255, 255)';
          };

          // The element that draws the ring: the focused element's outline, that of the label of a hidden field, or the border of an
          // outlined field.
          const ringed = element => {
            const outlined = [element, element.closest('label')].find(candidate => {
              if (!candidate) return false;
              const style = getComputedStyle(candidate);
              return style.outlineStyle !== 'none' && pixels(style.outlineWidth) >= 2;
            });
            if (outlined) {
              const style = getComputedStyle(outlined);
              return { owner: outlined, offset: pixels(style.outlineOffset), width: pixels(style.outlineWidth), colour: style.outlineColor };
            }
            const border = element.parentElement?.querySelector(':scope > .mud-input-outlined-border');
            const style = border && getComputedStyle(border);
            return style && pixels(style.borderBottomWidth) >= 3
              ? { owner: element.parentElement, offset: 0, width: 0, colour: style.borderBottomColor }
              : null;
          };

          const seen = (element, grown) => {
            const box = element.getBoundingClientRect();
            const ring = { left: box.left - grown, top: box.top - grown, right: box.right + grown, bottom: box.bottom + grown };
            const clips = [{ left: 0, top: 0, right: innerWidth, bottom: innerHeight }];
            for (let at = element.parentElement; at && at !== document.body && at !== document.documentElement; at = at.parentElement) {
              const style = getComputedStyle(at);
              if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
              const edge = at.getBoundingClientRect();
              clips.push({ left: edge.left + pixels(style.borderLeftWidth), top: edge.top + pixels(style.borderTopWidth),
                right: edge.right - pixels(style.borderRightWidth), bottom: edge.bottom - pixels(style.borderBottomWidth) });
            }
            const isLong = clips.some(clip => box.height > clip.bottom - clip.top || box.width > clip.right - clip.left);
            const sides = ['left', 'top', 'right', 'bottom'].filter(side => clips.every(clip =>
              side === 'left' || side === 'top' ? ring[side] >= clip[side] - 0.6 : ring[side] <= clip[side] + 0.6));
            return sides.length >= (isLong ? 1 : 3);
          };

          const cover = element => {
            const box = element.getClientRects()[0];
            if (!box) return 'nothing: it has no place';
            const [left, top, right, bottom] = [Math.max(box.left, 0), Math.max(box.top, 0), Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
            if (left >= right || top >= bottom) return `the edge of the window: ${JSON.stringify(box)}`;
            const over = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].map(([x, y]) => document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y));
            return over.some(hit => hit && (element.contains(hit) || hit.contains(element))) ? '' : nameOf(over.find(hit => hit) ?? document.body);
          };

          window.keyboardWalk = {
            // A page that is still growing, or scrolls smoothly, has the stop in view a few frames later.
            async settled() {
              let stop = this.look();
              for (let frames = 0; frames < 60 && stop?.faults.some(fault => fault.startsWith('lies under the edge')); frames++) {
                await new Promise(requestAnimationFrame);
                stop = this.look();
              }
              return stop;
            },
            look() {
              const element = document.activeElement;
              if (!element || element === document.body || element === document.documentElement) return null;
              const faults = [];
              const ring = ringed(element);
              if (!ring) {
                faults.push('no ring');
              } else {
                const owner = ring.owner;
                if (!seen(owner, Math.max(ring.offset + ring.width, 0))) faults.push('its ring is cut off');
                const under = behind(ring.offset >= 0 ? owner.parentElement : owner);
                if (contrast(ring.colour, under) < 3) faults.push(`its ring has a contrast of ${contrast(ring.colour, under).toFixed(1)} to what lies behind`);
                if (cover(owner)) faults.push(`lies under ${cover(owner)}`);
              }
              if (element.tabIndex > 0) faults.push('has an order of its own');
              const region = element.closest('nav, aside, header, footer, form, dialog, fieldset, section, article, li, tr, main, body');
              const [box, frame] = [element.getBoundingClientRect(), region.getBoundingClientRect()];
              let [across, down] = [-frame.left, -frame.top];
              for (let at = element.parentElement; at && at !== region.parentElement; at = at.parentElement) {
                across += at.scrollLeft;
                down += at.scrollTop;
              }
              return {
                id: number(visited, element), name: nameOf(element), region: number(regions, region), faults,
                left: box.left + across, right: box.right + across, top: box.top + down, bottom: box.bottom + down,
              };
            },
            missed() {
              const reachable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
              const place = document.querySelector('dialog:modal') ?? document;
              return [...place.querySelectorAll(reachable)]
                .filter(element => !element.disabled && element.tabIndex >= 0 && !element.closest('[inert]') && !visited.includes(element))
                .filter(element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) && element.getClientRects().length > 0)
                // The arrow keys lead to the entries of a list that opens with the focus; on a busy machine it closes late.
                .filter(element => !element.closest('.mud-popover'))
                // In a group of choices only one is a stop; the arrow keys lead to the others.
                .filter(element => !(element.type === 'radio' && visited.some(other => other.type === 'radio' && other.name === element.name)))
                .map(element => `${nameOf(element)}: Tab does not reach it`);
            },
          };
          // From the top, wherever the page has put the focus.
          document.body.tabIndex = -1;
          document.body.focus();
          document.body.removeAttribute('tabindex');
        }
        """;
}
