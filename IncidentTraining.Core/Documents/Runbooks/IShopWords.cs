namespace IncidentTraining.Core.Documents.Runbooks;

/// <summary>The names in the practice shop that steps can use. Implemented by the room that owns the shops.</summary>
public interface IShopWords
{
    /// <summary>Returns what the shop does not recognize in a step, and the valid names; null when it recognizes everything.</summary>
    /// <param name="step">A parsed step.</param>
    string? ProblemWith(RunbookStep step);

    /// <summary>Returns example steps for the editor.</summary>
    IReadOnlyList<StepExample> Examples { get; }
}

/// <summary>An example step.</summary>
/// <param name="Group">The group in the list.</param>
/// <param name="Line">The line to write.</param>
/// <param name="Words">What it does.</param>
public sealed record StepExample(string Group, string Line, string Words);
