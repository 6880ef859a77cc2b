using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Finds texts that every responder reads and that name a root cause: they would leave nothing to find.</summary>
static class GivenAway
{
    // A shorter title, such as "Load", is an everyday word.
    const int ShortestTitle = 8;

    public static void Check(YamlMap root, IReadOnlyList<RootCause> causes)
    {
        foreach (var key in (string[])["title", "objective", "briefing"])
            Look(root, key, causes);
        foreach (var sign in root.List("signs"))
            Report(sign.AsText(), sign.File, sign.Line, causes);
        foreach (var hint in root.Maps("hints").Where(hint => hint.Text("cost") == "0"))
            Look(hint, "text", causes);
        foreach (var message in root.Maps("injects").Concat(root.Maps("prompts")))
            Look(message, "text", causes);
    }

    static void Look(YamlMap map, string key, IReadOnlyList<RootCause> causes) =>
        Report(map.Text(key) ?? "", map.File, map.LineOf(key), causes);

    public static void Report(string text, ContentFile file, int line, IReadOnlyList<RootCause> causes)
    {
        var plain = Plain(text);
        foreach (
            var cause in causes.Where(cause =>
                Holds(plain, cause.Title) || (cause.Id.Contains('-', StringComparison.Ordinal) && Holds(plain, cause.Id))
            )
        )
            file.Warn(
                line,
                $"The text gives away the root cause '{cause.Id}'",
                "Say what people notice, and let responders find the cause"
            );
    }

    static bool Holds(string plain, string words) =>
        words.Length >= ShortestTitle && plain.Contains(Plain(words), StringComparison.OrdinalIgnoreCase);

    static string Plain(string text) =>
        " "
        + string.Join(
            ' ',
            text.Split([' ', '\n', '\t', '.', ',', ';', ':', '!', '?', '"', '(', ')', '`', '*'], StringSplitOptions.RemoveEmptyEntries)
        )
        + " ";
}
