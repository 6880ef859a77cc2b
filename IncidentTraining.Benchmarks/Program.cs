using BenchmarkDotNet.Running;
using IncidentTraining.Benchmarks.Reading;

switch (args)
{
    case ["reading", var portalDll]:
        await ReadingMeasurement.RunAsync(portalDll);
        break;
    case ["search", var contentDirectory]:
        SearchMeasurement.Run(contentDirectory);
        break;
    case ["template", var address]:
        await TemplatePage.ServeAsync(address);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
