using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>A facilitator sends a message from a person of the scenario in one run, or in all open runs of the class.</summary>
public sealed class SendInject(IDbContextFactory<TrainingDb> databases, ShopHost host, InputRules rules) : IUseCase
{
    /// <summary>The longest name of a speaker, in characters.</summary>
    public const int LongestName = 100;

    private static readonly TimeSpan DoubleClick = TimeSpan.FromSeconds(2);

    /// <summary>What is said.</summary>
    /// <param name="CohortId">The class.</param>
    /// <param name="RunId">The run; null for all open runs of the class.</param>
    /// <param name="From">The speaker, for example <c>Noor Haddad, support lead</c>.</param>
    /// <param name="Text">What they say.</param>
    /// <param name="Expects">What counts as the answer; until then the crew's channel shows it as unanswered.</param>
    public sealed record Input(Guid CohortId, Guid? RunId, string From, string Text, PromptReply Expects = PromptReply.Nothing);

    /// <summary>Validation rules for the message. Stops at the first violation.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            ClassLevelCascadeMode = CascadeMode.Stop;
            RuleFor(input => input)
                .Must(input =>
                    !string.IsNullOrWhiteSpace(input.From) && !string.IsNullOrWhiteSpace(input.Text) && Enum.IsDefined(input.Expects)
                )
                .WithMessage("Enter a sender and a message.");
            RuleFor(input => input)
                .Must(input => input.From.Trim().Length <= LongestName && input.Text.Trim().Length <= PostMessage.MaxLength)
                .WithMessage($"The sender can have at most {LongestName} characters, the message at most {PostMessage.MaxLength}.")
                .AsTooLarge();
        }
    }

    /// <summary>Sends it and returns the number of runs that received it.</summary>
    public async Task<Outcome<int>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (rules.Refuse(input) is { } invalid)
        {
            return invalid;
        }

        var (from, text) = (input.From.Trim(), input.Text.Trim());
        List<Guid> runs;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            if (await db.RequireRoleAsync(actor, input.CohortId, [ClassRole.Facilitator], ct) is { Succeeded: false } stranger)
            {
                return stranger.Refusal;
            }

            runs = await db.Set<LabRun>()
                .Where(r =>
                    r.CohortId == input.CohortId
                    && (r.State == RunState.Running || r.State == RunState.Paused)
                    && (input.RunId == null || r.Id == input.RunId)
                )
                .Select(r => r.Id)
                .ToListAsync(ct);
        }

        if (runs.Count == 0)
        {
            return Refusal.NotFound("The class has no open run to send this to.");
        }

        var heard = 0;
        foreach (var runId in runs)
        {
            // A run that has just ended receives nothing; the others still do.
            var said = await host.ActAsync(
                actor,
                runId,
                RunAccess.MaySeeAsync,
                async session =>
                {
                    var may = session.MayWrite();
                    if (may.Succeeded && !await HasJustSaidAsync(session, from, text, ct))
                    {
                        session.Timeline.Record(
                            IncidentEventKind.Message,
                            text,
                            "inject",
                            from,
                            details: input.Expects == PromptReply.Nothing ? null : new PeopleMemory.Facts(input.Expects)
                        );
                    }

                    return may;
                },
                ct
            );
            heard += said.Succeeded ? 1 : 0;
        }

        return heard;
    }

    /// <summary>Whether the same person of the scenario said the same a moment ago: the second click of a double click.</summary>
    private static async Task<bool> HasJustSaidAsync(RunSession session, string from, string text, CancellationToken ct)
    {
        var since = session.Wall - DoubleClick;
        return await session
            .Db.Set<IncidentEvent>()
            .AnyAsync(
                e =>
                    e.RunId == session.Run.Id
                    && e.Kind == IncidentEventKind.Message
                    && e.Subject == "inject"
                    && e.From == from
                    && e.Text == text
                    && e.WallAt > since,
                ct
            );
    }
}
