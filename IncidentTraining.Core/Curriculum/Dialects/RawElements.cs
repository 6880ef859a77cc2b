namespace IncidentTraining.Core.Curriculum.Dialects;

/// <summary>How an element of raw HTML is handled.</summary>
internal enum RawElementFate
{
    Shown,

    /// <summary>The tag is dropped and its contents are shown.</summary>
    OnlyItsText,

    LeftOut,

    /// <summary>Belongs to a site generator; only the text inside it is shown.</summary>
    Component,

    /// <summary>Not an HTML element; shown as typed.</summary>
    Unknown,
}

/// <summary>The elements and attributes of raw HTML that a page can contain.</summary>
internal static class RawElements
{
    private static readonly HashSet<string> Shown = Words(
        "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q "
            + "rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"
    );

    private static readonly HashSet<string> OnlyTheirText = Words(
        "address article aside big body center font footer h1 header html label main nav nobr picture source strike tt"
    );

    private static readonly HashSet<string> HiddenWithTheirText = Words(
        "head iframe math noembed noframes noscript object script select style svg template textarea title"
    );

    private static readonly HashSet<string> LeftOut = Words(
        "applet area audio base button canvas datalist dialog embed fieldset form frame frameset input legend link map meta meter optgroup option output param progress slot track video"
    );

    /// <summary>Attributes that carry information but cannot execute anything.</summary>
    internal static IReadOnlyList<string> Attributes { get; } =
    ["title", "lang", "dir", "open", "colspan", "rowspan", "scope", "start", "datetime", "cite"];

    internal static RawElementFate FateOf(string name)
    {
        var small = name.ToLowerInvariant();
        return Shown.Contains(small) ? RawElementFate.Shown
            : OnlyTheirText.Contains(small) ? RawElementFate.OnlyItsText
            : HiddenWithTheirText.Contains(small) || LeftOut.Contains(small) ? RawElementFate.LeftOut
            : char.IsUpper(name[0]) || name.Contains('.', StringComparison.Ordinal) ? RawElementFate.Component
            : RawElementFate.Unknown;
    }

    internal static bool IsHiddenWithItsText(string name) => HiddenWithTheirText.Contains(name.ToLowerInvariant());

    private static HashSet<string> Words(string words) => [.. words.Split(' ')];
}
