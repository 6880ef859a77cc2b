using System.Text;
using FluentValidation;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents.Exchange;

/// <summary>A member of a class creates a document from a Markdown file that was written elsewhere.</summary>
public sealed class ImportDocument(DocumentKinds kinds, StartDocument startDocument, InputRules rules) : IUseCase
{
    private static readonly string TooMuchText =
        $"A document can have at most {DocumentBody.LargestBytes / 1024} KB of text. Split the file, then import the parts.";

    // A byte that is not UTF-8 must not silently become a question mark in someone's text.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is imported.</summary>
    /// <param name="CohortId">The class for which it is created.</param>
    /// <param name="KindId">The kind of document to create.</param>
    /// <param name="File">The file's bytes, UTF-8.</param>
    /// <param name="Title">Its title; null for the file's own.</param>
    /// <param name="Moved">Sections chosen instead of the proposed ones, by block number; null to put each block where it is
    /// proposed.</param>
    public sealed record Input(
        Guid CohortId,
        string KindId,
        byte[] File,
        string? Title = null,
        IReadOnlyDictionary<int, string>? Moved = null
    );

    /// <summary>The document to create from the file.</summary>
    /// <param name="Title">The chosen title.</param>
    /// <param name="Body">The text, divided among the sections.</param>
    public sealed record Imported(string Title, DocumentBody Body);

    /// <summary>Validation rules for the document. Stops at the first violation.</summary>
    public sealed class Rules : AbstractValidator<Imported>
    {
        public Rules()
        {
            ClassLevelCascadeMode = CascadeMode.Stop;
            RuleFor(imported => imported.Body)
                .Must(body => body.TextBytes <= DocumentBody.LargestBytes)
                .WithMessage(TooMuchText)
                .AsTooLarge();
            RuleFor(imported => imported.Title)
                .MaximumLength(DocumentBody.LongestTitle)
                .WithMessage($"A title can have at most {DocumentBody.LongestTitle} characters. Shorten it, then try again.");
            RuleFor(imported => imported.Body)
                .Must(body => body.Sections.Values.All(section => section.ActionItems.Count <= SaveDraft.MostItems))
                .WithMessage($"A document can have at most {SaveDraft.MostItems} action items. Move some of them to another section.");
        }
    }

    /// <summary>Rejects a file by its size before it is sent or decoded: a file of twice a document's size cannot become one.</summary>
    /// <param name="bytes">The file's size.</param>
    public static Refusal? RefuseSize(long bytes) => bytes > 2 * DocumentBody.LargestBytes ? Refusal.TooLarge(TooMuchText) : null;

    /// <summary>How a file would be divided among the sections of a kind. Nothing is stored.</summary>
    /// <param name="kindId">The kind of document.</param>
    /// <param name="file">The file's bytes, UTF-8.</param>
    public Outcome<ImportPlan> Read(string kindId, byte[] file)
    {
        if (kinds.Find(kindId) is not { Sections.Count: > 0 } kind)
        {
            return Refusal.NotFound("There is no such kind of document.");
        }

        if (RefuseSize(file.Length) is { } tooLarge)
        {
            return tooLarge;
        }

        string text;
        try
        {
            text = Strict.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return Refusal.Invalid("The file is not UTF-8 text. Save it as UTF-8 in your editor, then import it again.");
        }

        if (string.IsNullOrWhiteSpace(text) || text.Contains('\0'))
        {
            return Refusal.Invalid("There is no text in the file. Choose a Markdown file (.md).");
        }

        var plan = MarkdownReader.Plan(kind, text);
        return plan.Compose(kind).TextBytes > DocumentBody.LargestBytes ? Refusal.TooLarge(TooMuchText) : plan;
    }

    /// <summary>Creates the document and returns its id.</summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        var read = Read(input.KindId, input.File);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var kind = kinds.Find(input.KindId)!;
        if (input.Moved?.Values.FirstOrDefault(id => id != ImportPlan.LeftOut && kind.Section(id) is null) is { } unknown)
        {
            return Refusal.Invalid($"This kind of document has no section '{unknown}'.");
        }

        var body = read.Value.Compose(kind, input.Moved);
        var title = input.Title?.Trim() ?? body.Title;
        if (rules.Refuse(new Imported(title, body)) is { } invalid)
        {
            return invalid;
        }

        return await startDocument.RunAsync(actor, new StartDocument.Input(input.CohortId, kind.Id, title, Prefilled: body.Sections), ct);
    }
}
