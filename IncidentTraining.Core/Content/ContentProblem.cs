namespace IncidentTraining.Core.Content;

/// <summary>The effect of a problem on readers.</summary>
public enum ContentSeverity
{
    /// <summary>The saved file is not shown; readers get its last valid version.</summary>
    Error,

    /// <summary>The saved file is shown.</summary>
    Warning,
}

/// <summary>A problem in a file under <c>content/</c>, with what its author needs to fix it.</summary>
/// <param name="File">Path of the file below the content directory, with forward slashes.</param>
/// <param name="Line">Line number in that file, from 1.</param>
/// <param name="Reason">What is wrong, as a sentence without a full stop.</param>
/// <param name="Cure">How to fix it, as a sentence without a full stop.</param>
/// <param name="Severity">Whether readers still see the file.</param>
public sealed record ContentProblem(string File, int Line, string Reason, string Cure, ContentSeverity Severity = ContentSeverity.Warning)
{
    /// <summary>The format that compilers use and editors turn into links: <c>file:line reason — cure</c>.</summary>
    public override string ToString() => $"{File}:{Line} {Reason} — {Cure}";
}
