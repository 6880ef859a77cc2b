using FluentValidation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

// Types that break the rules of the rooms on purpose: the architecture tests must find each of them.

namespace IncidentTraining.Tests.Architecture.Planted.Quizzes
{
    public sealed record Quiz(string Id);
}

namespace IncidentTraining.Tests.Architecture.Planted.Content
{
    public sealed record KnowsAFeature(Quizzes.Quiz Quiz);

    public sealed record ContentFile(string Path);
}

namespace IncidentTraining.Tests.Architecture.Planted.PracticeShop
{
    public sealed record KnowsContent(Content.ContentFile File);
}

namespace IncidentTraining.Tests.Architecture.Planted.PracticeShop.Scenarios
{
    public sealed record MayKnowContent(Content.ContentFile File);
}

namespace IncidentTraining.Tests.Architecture.Planted.Curriculum
{
    public sealed record KnowsTheDatabase(Microsoft.EntityFrameworkCore.DbContext Database);
}

namespace IncidentTraining.Tests.Architecture.Planted.Response
{
    public sealed record MayKnowDocuments(Documents.Document Document);

    public sealed record Incident(string Id);
}

namespace IncidentTraining.Tests.Architecture.Planted.Runs
{
    public sealed record KnowsTheIncident(Response.Incident Incident);
}

namespace IncidentTraining.Tests.Architecture.Planted.Documents
{
    public sealed record Document(string Id);

    public sealed record KnowsWhoUsesIt(Response.Incident Incident);

    public sealed record KnowsManyWhoUseIt(IReadOnlyDictionary<string, List<Response.Incident>> Incidents);
}

namespace IncidentTraining.Tests.Architecture.Planted.Attic
{
    public sealed record Forgotten;
}

namespace IncidentTraining.Tests.Architecture.Planted.PracticeShop.Telemetry
{
    public sealed record Meter(int Count);
}

namespace IncidentTraining.Tests.Architecture.Planted.PracticeShop.Components.Api
{
    public static class KnowsTelemetry
    {
        // Only in its code, not in its signature.
        public static int Count() => new Telemetry.Meter(1).Count;
    }
}

namespace IncidentTraining.Tests.Architecture.PlantedCircles.Runs.Inner
{
    public sealed record KnowsDocuments(Documents.Document? Document);
}

namespace IncidentTraining.Tests.Architecture.PlantedCircles.Documents
{
    public sealed record Document(Runs.Inner.KnowsDocuments? Run);
}

namespace IncidentTraining.Tests.Architecture.PlantedCircles.Reviews.Queue
{
    public sealed record Item(Parts.Mark? Mark);
}

namespace IncidentTraining.Tests.Architecture.PlantedCircles.Reviews.Parts
{
    public sealed record Mark(Queue.Item? Item);
}

namespace IncidentTraining.Tests.Architecture.PlantedInputs
{
    public sealed record Input(string Text);

    public sealed class Rules : AbstractValidator<Input>;

    public sealed record Other(string Text);

    public sealed class OtherRules : AbstractValidator<Other>;

    public sealed record Forgotten(string Text);

    public sealed class ForgottenRules : AbstractValidator<Forgotten>;

    public sealed class Forgets : IUseCase
    {
        public Outcome RunAsync(Input input) => input.Text.Length > 0 ? Outcome.Done : Refusal.NotFound("");
    }

    public sealed class AsksForAnother(InputRules rules) : IUseCase
    {
        public Refusal? RunAsync(Input input) => rules.Refuse(new Other(input.Text));
    }

    public sealed class AsksInOneOfTwo(InputRules rules) : IUseCase
    {
        public Refusal? RunAsync(Input input) => rules.Refuse(input);

        public Outcome ChangeAsync(Input input) => input.Text.Length > 0 ? Outcome.Done : Refusal.NotFound("");
    }

    // Through a private method, after an await, in a lambda, by the write gate: no violation.
    public sealed class AsksFarBelow(WriteGate gate) : IUseCase
    {
        public async Task<Outcome> RunAsync(Input input)
        {
            await Task.Yield();
            return await BelowAsync(() => input);
        }

        private async Task<Outcome> BelowAsync(Func<Input> make)
        {
            await Task.Yield();
            Func<Task<Outcome>> write = async () => await gate.WriteAsync(make(), _ => Task.FromResult(Outcome.Done));
            return await write();
        }
    }

    public sealed class RunsThemItself(IValidator<Other> rules) : IUseCase
    {
        public async Task<bool> RunAsync(string text) => (await rules.ValidateAsync(new Other(text))).IsValid;
    }
}
