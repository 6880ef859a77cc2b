namespace IncidentTraining.Core.Curriculum.Dialects;

/// <summary>Maps the names of notes, tips and warnings in other programs to those of the content format.</summary>
internal static class Admonitions
{
    /// <summary>A collapsed disclosure.</summary>
    internal const string Details = "details";

    /// <summary>A disclosure that is initially open.</summary>
    internal const string OpenDetails = "details-open";

    private static readonly Dictionary<string, (string Kind, string? Title)> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["note"] = ("note", null),
        ["tip"] = ("tip", null),
        ["warning"] = ("warning", null),
        ["danger"] = ("danger", null),
        ["example"] = ("example", null),
        ["hint"] = ("tip", null),
        ["caution"] = ("warning", null),
        ["attention"] = ("warning", null),
        ["important"] = ("warning", "Important"),
        ["error"] = ("danger", "Error"),
        ["failure"] = ("danger", "Failure"),
        ["fail"] = ("danger", "Failure"),
        ["missing"] = ("danger", "Missing"),
        ["bug"] = ("danger", "Bug"),
        ["success"] = ("tip", "Success"),
        ["done"] = ("tip", "Done"),
        ["info"] = ("note", "Information"),
        ["todo"] = ("note", "To do"),
        ["abstract"] = ("note", "Summary"),
        ["summary"] = ("note", "Summary"),
        ["tldr"] = ("note", "Summary"),
        ["question"] = ("note", "Question"),
        ["help"] = ("note", "Help"),
        ["faq"] = ("note", "Question"),
        ["quote"] = ("note", "Quotation"),
        ["cite"] = ("note", "Quotation"),
        ["seealso"] = ("note", "See also"),
        [Details] = (Details, null),
        ["spoiler"] = (Details, null),
    };

    /// <summary>Returns the matching kind of the content format and the title it needs; null for an unknown name.</summary>
    internal static (string Kind, string? Title)? Find(string name) => Kinds.TryGetValue(name, out var found) ? found : null;
}
