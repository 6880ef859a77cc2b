namespace IncidentTraining.Core.Content;

/// <summary>What a problem means for readers.</summary>
public enum ContentSeverity
{
    /// <summary>The file is not shown as it is saved; readers get its last good version.</summary>
    Error,

    /// <summary>The file is shown as it is saved.</summary>
    Warning,
}

/// <summary>Something wrong in a file under <c>content/</c>, said so that its author can put it right.</summary>
/// <param name="File">Path of the file below the content directory, with forward slashes.</param>
/// <param name="Line">Line in that file, counted from 1.</param>
/// <param name="Reason">What is wrong, as a sentence without its full stop.</param>
/// <param name="Cure">What to do about it, as a sentence without its full stop.</param>
/// <param name="Severity">Whether readers see the file all the same.</param>
public sealed record ContentProblem(string File, int Line, string Reason, string Cure, ContentSeverity Severity = ContentSeverity.Warning)
{
    /// <summary>The form compilers use, which editors turn into a link: <c>file:line reason — cure</c>.</summary>
    public override string ToString() => $"{File}:{Line} {Reason} — {Cure}";
}
