using System.Text;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents.Exchange;

/// <summary>A member of a class begins a document from a markdown file that was written elsewhere.</summary>
public sealed class ImportDocument(DocumentKinds kinds, StartDocument startDocument)
{
    // A byte that is no UTF-8 must not silently become a question mark in somebody's text.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is imported.</summary>
    /// <param name="CohortId">The class for which it is written.</param>
    /// <param name="KindId">The kind of document that it becomes.</param>
    /// <param name="File">The file's bytes, UTF-8.</param>
    public sealed record Input(Guid CohortId, string KindId, byte[] File);

    /// <summary>Begins the document and returns its id.</summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (kinds.Find(input.KindId) is not { Sections.Count: > 0 } kind)
        {
            return Refusal.NotFound("There is no such kind of document.");
        }

        if (input.File.Length > 2 * DocumentBody.LargestBytes)
        {
            return TooLarge();
        }

        string text;
        try
        {
            text = Strict.GetString(input.File);
        }
        catch (DecoderFallbackException)
        {
            return Refusal.Invalid("The file is not text in UTF-8. Save it as UTF-8 in your editor, then import it again.");
        }

        if (string.IsNullOrWhiteSpace(text) || text.Contains('\0'))
        {
            return Refusal.Invalid("There is no text in the file. Choose a markdown file (.md).");
        }

        var body = MarkdownReader.Read(kind, text);
        if (body.TextBytes > DocumentBody.LargestBytes)
        {
            return TooLarge();
        }

        if (body.Title.Length > SaveDraft.LongestTitle)
        {
            return Refusal.Invalid($"The file's title (its first line with one #) has more than {SaveDraft.LongestTitle} characters. Shorten it, then import the file again.");
        }

        if (body.Sections.Values.Any(section => section.ActionItems.Count > SaveDraft.MostItems))
        {
            return Refusal.Invalid($"The file has more than {SaveDraft.MostItems} action items. Take some out, then import it again.");
        }

        return await startDocument.RunAsync(actor, new StartDocument.Input(input.CohortId, kind.Id, body.Title, Prefilled: body.Sections), ct);
    }

    private static Refusal TooLarge() =>
        Refusal.TooLarge($"A document holds at most {DocumentBody.LargestBytes / 1024} KB of text. Divide the file, then import the parts.");
}
