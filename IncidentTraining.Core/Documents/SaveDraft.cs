using FluentValidation;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents;

/// <summary>
/// Stores what the author has written so far. Whoever writes says which version they saw; a text that was written
/// against an older one is not stored but answered with the present text, so that neither is lost.
/// </summary>
public sealed class SaveDraft(WriteGate gate, DocumentKinds kinds, TimeProvider time, IValidator<SaveDraft.Input> validator)
{
    /// <summary>The longest title in characters.</summary>
    public const int LongestTitle = 200;

    /// <summary>The most action items in a section.</summary>
    public const int MostItems = 100;

    /// <summary>What is stored.</summary>
    /// <param name="DocumentId">The document.</param>
    /// <param name="SeenVersion">The version that the writer's text began from.</param>
    /// <param name="Body">The whole text.</param>
    /// <param name="Apart">
    /// Whether the text becomes a version of its own in the history; the writer has just chosen it over another one.
    /// </param>
    public sealed record Input(Guid DocumentId, int SeenVersion, DocumentBody Body, bool Apart = false);

    /// <summary>What came of it.</summary>
    /// <param name="Saved">Whether the text is stored; otherwise somebody was first and <paramref name="Present"/> is theirs.</param>
    /// <param name="Version">The document's version now.</param>
    /// <param name="Present">The text that is stored now.</param>
    /// <param name="At">When that text was stored, UTC.</param>
    /// <param name="By">Who wrote that text; null for the writer themselves, be it in another window.</param>
    public sealed record Answer(bool Saved, int Version, DocumentBody Present, DateTime At, string? By = null);

    /// <summary>The rules for a draft: it may be incomplete, but it must be storable.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            // A title may be missing for now: that must not keep the text from being saved.
            RuleFor(input => input.Body.Title).MaximumLength(LongestTitle).WithMessage($"A title has at most {LongestTitle} characters.");
            RuleFor(input => input.Body).Must(body => body.Sections.Values.All(section => section.ActionItems.Count <= MostItems))
                .WithMessage($"A section has at most {MostItems} action items.");
        }
    }

    /// <summary>Stores the text when the version is still the one that the writer saw.</summary>
    public async Task<Outcome<Answer>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        var body = input.Body.Tidied();
        if (body.TextBytes > DocumentBody.LargestBytes)
        {
            return Refusal.TooLarge(
                $"The document has {body.TextBytes / 1024 + 1} KB of text; the limit is {DocumentBody.LargestBytes / 1024} KB. Shorten it, or move a part into a second document.");
        }

        if (await validator.ValidateAsync(input with { Body = body }, ct) is { IsValid: false } invalid)
        {
            return Refusal.Invalid(invalid);
        }

        return await gate.WriteAsync<Answer>(async db =>
        {
            var found = await db.OwnDocumentAsync(actor, input.DocumentId, ct);
            if (!found.Succeeded)
            {
                return found.Refusal;
            }

            var document = found.Value;
            var present = document.ReadBody();
            if (document.IsOpen && body.SaysTheSameAs(present))
            {
                // A repeated request whose first answer was lost on the way has been done already.
                return new Answer(true, document.Version, present, document.WrittenAt);
            }

            if (document.IsOpen && document.Version != input.SeenVersion)
            {
                return new Answer(false, document.Version, present, document.WrittenAt, await OtherWriterAsync(db, document.Id, actor, ct));
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

            await db.KeepAsync(document.Id, actor.PersonId, VersionReason.Written, body, now, input.Apart, ct);
            return new Answer(true, document.Version, body, now);
        }, ct);
    }

    private static async Task<string?> OtherWriterAsync(TrainingDb db, Guid documentId, Actor actor, CancellationToken ct)
    {
        // What was set aside never stood in the document.
        var last = await (
            from version in db.Set<DocumentVersion>().AsNoTracking()
            join author in db.Set<Person>() on version.AuthorId equals author.Id
            where version.DocumentId == documentId && version.Reason != VersionReason.SetAside
            orderby version.Number descending
            select new { author.Id, author.DisplayName }).FirstOrDefaultAsync(ct);
        return last?.Id == actor.PersonId ? null : last?.DisplayName;
    }

    /// <summary>A section that neither the kind asks for nor the document has: nobody would ever see its text again.</summary>
    private string? UnknownSection(Document document, DocumentBody present, DocumentBody body)
    {
        var kind = kinds.Shape(document.KindId, present);
        return body.Sections.Keys.FirstOrDefault(id => kind.Section(id) is null);
    }
}
