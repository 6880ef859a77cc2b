using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Demonstration;

/// <summary>The state of a document of the morning.</summary>
internal enum WrittenState
{
    /// <summary>Still being written.</summary>
    Draft,

    /// <summary>Waiting for a grader.</summary>
    Submitted,

    /// <summary>A grader has begun.</summary>
    InReview,

    /// <summary>Returned to its author.</summary>
    Returned,

    /// <summary>It was accepted.</summary>
    Accepted,
}

/// <summary>A comment of a classmate.</summary>
/// <param name="By">The classmate's name.</param>
/// <param name="Section">The section.</param>
/// <param name="Text">The comment.</param>
internal sealed record WrittenComment(string By, string Section, string Text);

/// <summary>A document of the morning, as defined in the content.</summary>
/// <param name="Markdown">Its text.</param>
/// <param name="Kind">The kind of document.</param>
/// <param name="Author">The author's name.</param>
/// <param name="Lab">The lab whose run it is about; null for none.</param>
/// <param name="State">Its state.</param>
internal sealed record WrittenDocument(string Markdown, string Kind, string Author, string? Lab, WrittenState State)
{
    /// <summary>The levels of the first grader by criterion.</summary>
    public required IReadOnlyDictionary<string, int> Marks { get; init; }

    /// <summary>The first grader's comments on criteria.</summary>
    public required IReadOnlyDictionary<string, string> MarkComments { get; init; }

    /// <summary>The first grader's comments on sections.</summary>
    public required IReadOnlyDictionary<string, string> Comments { get; init; }

    /// <summary>The first grader's overall comment.</summary>
    public required string Summary { get; init; }

    /// <summary>The levels of the second grader by criterion; empty without one.</summary>
    public required IReadOnlyDictionary<string, int> SecondMarks { get; init; }

    /// <summary>The second grader's reason.</summary>
    public required string SecondWhy { get; init; }

    /// <summary>The comments of classmates.</summary>
    public required IReadOnlyList<WrittenComment> Peers { get; init; }

    /// <summary>Reads a document from its entry in the list; a mistake is reported in the list's file.</summary>
    public static WrittenDocument Read(ContentFolder folder, YamlMap map)
    {
        var second = map.Map("second");
        return new WrittenDocument(
            TextOf(folder, map),
            map.Required("kind"),
            map.Required("author"),
            map.Text("lab"),
            map.OneOf<WrittenState>("state")
        )
        {
            Marks = Levels(map.Map("marks")),
            MarkComments = Texts(map.Map("mark-comments")),
            Comments = Texts(map.Map("comments")),
            Summary = map.Text("summary") ?? "",
            SecondMarks = Levels(second?.Map("marks")),
            SecondWhy = second?.Text("why") ?? "",
            Peers =
            [
                .. map.Maps("peers")
                    .Select(peer => new WrittenComment(peer.Required("by"), peer.Required("section"), peer.Required("text"))),
            ],
        };
    }

    private static Dictionary<string, int> Levels(YamlMap? map) => map?.Keys.ToDictionary(key => key, key => map.Int(key)) ?? [];

    private static Dictionary<string, string> Texts(YamlMap? map) => map?.Keys.ToDictionary(key => key, map.Required) ?? [];

    private static string TextOf(ContentFolder folder, YamlMap map)
    {
        var file = ContentFile.Read(folder, $"{DemonstrationContent.Folder}/{map.Required("file")}");
        if (file.Problems is [var problem, ..])
        {
            map.Report("file", problem.Reason, problem.Cure);
        }

        return file.Text;
    }
}
