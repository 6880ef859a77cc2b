using FluentValidation;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Documents.Editing;

/// <summary>
/// Stores the author's text. The writer names the version they saw; a text based on an older version is not stored, and the current text is
/// returned, so that neither is lost.
/// </summary>
public sealed class SaveDraft(WriteGate gate, DocumentKinds kinds, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>The most action items in a section.</summary>
    public const int MostItems = 100;

    /// <param name="SeenVersion">The version that the writer's text is based on.</param>
    /// <param name="Body">The complete text.</param>
    /// <param name="Apart">Whether to store the text as a separate version in the history, because the writer has just chosen it in an edit
    /// conflict.</param>
    public sealed record Input(Guid DocumentId, int SeenVersion, DocumentBody Body, bool Apart = false);

    /// <summary>The outcome.</summary>
    /// <param name="Saved">Whether the text was stored; if not, another writer was first and <paramref name="Present"/> is theirs.</param>
    /// <param name="Version">The current version of the document.</param>
    /// <param name="Present">The stored text.</param>
    /// <param name="At">When the stored text was saved, UTC.</param>
    /// <param name="By">The writer of the stored text; null when it is the same person, possibly in another window.</param>
    public sealed record Answer(bool Saved, int Version, DocumentBody Present, DateTime At, string? By = null);

    /// <summary>Validation rules for a draft: it can be incomplete but must be storable.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules() =>
            RuleFor(input => input.Body)
                .Must(body => body.TextBytes <= DocumentBody.LargestBytes)
                .WithMessage(input =>
                    $"The document has {input.Body.TextBytes / 1024 + 1} KB of text; the limit is {DocumentBody.LargestBytes / 1024} KB. Shorten it, or move part of it to a second document."
                )
                .AsTooLarge()
                .DependentRules(() =>
                {
                    // A missing title is allowed; it must not prevent saving the text.
                    RuleFor(input => input.Body.Title)
                        .MaximumLength(DocumentBody.LongestTitle)
                        .WithMessage($"A title can have at most {DocumentBody.LongestTitle} characters.");
                    RuleFor(input => input.Body)
                        .Must(body => body.Sections.Values.All(section => section.ActionItems.Count <= MostItems))
                        .WithMessage($"A section can have at most {MostItems} action items.");
                });
    }

    /// <summary>Stores the text if the version is still the one that the writer saw.</summary>
    public async Task<Outcome<Answer>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        input = input with { Body = input.Body.Tidied() };
        var body = input.Body;
        var written = false;
        var outcome = await gate.WriteAsync<Input, Answer>(
            input,
            async db =>
            {
                written = false;
                var found = await db.OwnDocumentAsync(actor, input.DocumentId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                var document = found.Value;
                var present = document.ReadBody();
                if (document.IsOpen && body.SaysTheSameAs(present))
                {
                    // A retry of a request whose response was lost: the text is already stored.
                    return new Answer(true, document.Version, present, document.WrittenAt);
                }

                if (document.IsOpen && document.Version != input.SeenVersion)
                {
                    return new Answer(
                        false,
                        document.Version,
                        present,
                        document.WrittenAt,
                        await db.LastOtherWriterAsync(document.Id, actor, ct)
                    );
                }

                if (UnknownSection(document, present, body) is { } unknown)
                {
                    return Refusal.Invalid($"This kind of document has no section '{unknown}'.");
                }

                var now = time.GetUtcNow().UtcDateTime;
                if (document.Write(body, now) is { Succeeded: false } closed)
                {
                    return closed.Refusal;
                }

                await db.RecordVersionAsync(document.Id, actor.PersonId, VersionReason.Written, body, now, ct, input.Apart);
                written = true;
                return new Answer(true, document.Version, body, now);
            },
            ct
        );
        if (written && outcome.Succeeded)
        {
            await events.PublishAsync(input.DocumentId, new DocumentWritten(input.DocumentId));
        }

        return outcome;
    }

    /// <summary>A section that neither the kind nor the document has; its text would never be shown.</summary>
    private string? UnknownSection(Document document, DocumentBody present, DocumentBody body)
    {
        var kind = kinds.Shape(document.KindId, present);
        return body.Sections.Keys.FirstOrDefault(id => kind.Section(id) is null);
    }
}
