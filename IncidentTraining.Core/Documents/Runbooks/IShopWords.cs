namespace IncidentTraining.Core.Documents.Runbooks;

/// <summary>The words of the practice shop: what can be looked at there and done. The room that keeps the shops implements it.</summary>
public interface IShopWords
{
    /// <summary>What the shop does not know in a step, and what it knows instead; null when it understands the step.</summary>
    /// <param name="step">A step that could be read.</param>
    string? ProblemWith(RunbookStep step);

    /// <summary>What can be written, for the editor's list: whole beginnings of steps with words to change.</summary>
    IReadOnlyList<StepExample> Examples { get; }
}

/// <summary>A step to begin from.</summary>
/// <param name="Group">What it belongs to, for a list with headings.</param>
/// <param name="Line">The step as it is written.</param>
/// <param name="Words">What it does.</param>
public sealed record StepExample(string Group, string Line, string Words);
