using FluentValidation;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.Editing;

/// <summary>Creates a document for a member of a class, empty or prefilled from a lab run.</summary>
public sealed class StartDocument(WriteGate gate, DocumentKinds kinds, IRunHandover runs, TimeProvider time, InputRules rules) : IUseCase
{
    private static readonly Dictionary<string, SectionBody> Nothing = [];

    /// <summary>The document to create.</summary>
    /// <param name="CohortId">The class it is written for.</param>
    /// <param name="KindId">The kind of document.</param>
    /// <param name="Title">The title; empty for the kind's own.</param>
    /// <param name="SourceRunId">The lab run it is about; null without one.</param>
    /// <param name="Prefilled">Prefilled sections by section id, from a room that has checked the run itself; null to ask the room that
    /// owns the runs.</param>
    public sealed record Input(
        Guid CohortId,
        string KindId,
        string Title = "",
        Guid? SourceRunId = null,
        IReadOnlyDictionary<string, SectionBody>? Prefilled = null
    );

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules()
        {
            RuleFor(input => input.KindId).NotEmpty().WithMessage("Choose what you want to write.");
            RuleFor(input => input.Title)
                .NotNull()
                .MaximumLength(DocumentBody.LongestTitle)
                .WithMessage($"A title can have at most {DocumentBody.LongestTitle} characters.");
        }
    }

    /// <summary>Returns the actor's finished runs in the class that a document of the kind can begin with, newest first.</summary>
    public Task<IReadOnlyList<FinishedRun>> RunsAsync(Actor actor, Guid cohortId, string kindId, CancellationToken ct = default) =>
        runs.FinishedAsync(actor, cohortId, kindId, ct);

    /// <summary>
    /// Creates the document and returns its id; returns the existing one if there already is a document of this kind about the run.
    /// </summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (rules.Refuse(input) is { } invalid)
        {
            return invalid;
        }

        if (kinds.Find(input.KindId) is not { } kind)
        {
            return Refusal.NotFound("There is no such kind of document.");
        }

        var facts = input.Prefilled is { } given
            ? Outcome<IReadOnlyDictionary<string, SectionBody>>.Done(given)
            : await FactsAsync(actor, input, ct);
        if (!facts.Succeeded)
        {
            return facts.Refusal;
        }

        return await gate.WriteAsync<Guid>(
            async db =>
            {
                if (await db.RequireMemberAsync(actor, input.CohortId, ct) is { Succeeded: false } stranger)
                {
                    return stranger.Refusal;
                }

                if (input.SourceRunId is { } runId && await ExistingAsync(db, actor, runId, kind.Id, ct) is { } existing)
                {
                    return existing;
                }

                var now = time.GetUtcNow();
                var title = string.IsNullOrWhiteSpace(input.Title) ? kind.Title : input.Title;
                var body = new DocumentBody(
                    title,
                    facts.Value.Where(section => kind.Section(section.Key) is not null).ToDictionary()
                ).Tidied();
                var document = new Document(
                    Guid.CreateVersion7(now),
                    actor.PersonId,
                    input.CohortId,
                    kind.Id,
                    input.SourceRunId,
                    body,
                    now.UtcDateTime
                );
                db.Add(document);
                db.Add(new DocumentVersion(document.Id, 1, actor.PersonId, VersionReason.Started, body, now.UtcDateTime));
                return document.Id;
            },
            ct
        );
    }

    private async Task<Outcome<IReadOnlyDictionary<string, SectionBody>>> FactsAsync(Actor actor, Input input, CancellationToken ct) =>
        input.SourceRunId is { } runId ? await runs.HandOverAsync(actor, input.CohortId, runId, input.KindId, ct) : Nothing;

    private static Task<Guid?> ExistingAsync(TrainingDb db, Actor actor, Guid runId, string kindId, CancellationToken ct) =>
        db.Set<Document>()
            .Where(d => d.OwnerId == actor.PersonId && d.SourceRunId == runId && d.KindId == kindId)
            .Select(d => (Guid?)d.Id)
            .SingleOrDefaultAsync(ct);
}
